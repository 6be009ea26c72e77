/// Proposed groups, and places at tables.
extension Schema {
    /// A pin keeps a person in the group where the person sits in the proposal. A step holds how the proposals were before it, and once
    /// undone, how they were after; an adoption holds how the groups were before it.
    static let proposals = """
        CREATE TABLE ruleSet (
            id INTEGER PRIMARY KEY, communityID INTEGER NOT NULL REFERENCES community (id), name TEXT NOT NULL CHECK (name <> ''),
            rules TEXT NOT NULL CHECK (json_valid(rules)), UNIQUE (communityID, name)
        ) STRICT;
        CREATE TABLE proposal (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id), place TEXT NOT NULL CHECK (place IN ('first','second')),
            rules TEXT NOT NULL CHECK (json_valid(rules)), seed INTEGER NOT NULL, version INTEGER NOT NULL CHECK (version > 0),
            madeAt TEXT NOT NULL, pools TEXT NOT NULL CHECK (json_valid(pools)), UNIQUE (dayID, place)
        ) STRICT;
        CREATE TABLE proposalSeat (
            proposalID INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
            attendanceID INTEGER NOT NULL REFERENCES attendance (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number > 0), isPinned INTEGER NOT NULL CHECK (isPinned IN (0,1)),
            PRIMARY KEY (proposalID, attendanceID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX proposalSeat_attendance ON proposalSeat (attendanceID);
        CREATE TABLE proposalStep (
            dayID INTEGER NOT NULL REFERENCES trainingDay (id), number INTEGER NOT NULL, what TEXT NOT NULL CHECK (what <> ''),
            other TEXT NOT NULL CHECK (json_valid(other)), isUndone INTEGER NOT NULL CHECK (isUndone IN (0,1)), PRIMARY KEY (dayID, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE adoption (
            dayID INTEGER PRIMARY KEY REFERENCES trainingDay (id), adoptedAt TEXT NOT NULL, before TEXT NOT NULL CHECK (json_valid(before))
        ) STRICT;
        """

    /// The plan before the last change is kept whole, so that it can be undone.
    static let tables = """
        CREATE TABLE seatingTable (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id), position INTEGER NOT NULL, name TEXT NOT NULL CHECK (name <> ''),
            shape TEXT NOT NULL CHECK (shape IN ('round','long')), chairs INTEGER NOT NULL CHECK (chairs BETWEEN 1 AND 40),
            groupID INTEGER REFERENCES "group" (id) ON DELETE SET NULL, UNIQUE (dayID, name)
        ) STRICT;
        CREATE INDEX seatingTable_day ON seatingTable (dayID, position);
        CREATE INDEX seatingTable_group ON seatingTable (groupID);
        CREATE TABLE chair (
            tableID INTEGER NOT NULL REFERENCES seatingTable (id) ON DELETE CASCADE, number INTEGER NOT NULL CHECK (number > 0),
            attendanceID INTEGER NOT NULL UNIQUE REFERENCES attendance (id) ON DELETE CASCADE, isPinned INTEGER NOT NULL CHECK (isPinned IN (0,1)),
            PRIMARY KEY (tableID, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE earlierTablePlan (
            dayID INTEGER PRIMARY KEY REFERENCES trainingDay (id), plan TEXT NOT NULL CHECK (json_valid(plan))
        ) STRICT;
        """
}
