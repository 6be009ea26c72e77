/// People, what is known of them, and how they sign in.
extension Schema {
    static let people = """
        CREATE TABLE community (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), language TEXT NOT NULL CHECK (language IN ('nb','nn','en'))
        ) STRICT;
        CREATE TABLE member (
            id INTEGER PRIMARY KEY, communityID INTEGER NOT NULL REFERENCES community (id),
            name TEXT NOT NULL CHECK (name <> ''), discipline TEXT NOT NULL, unit TEXT NOT NULL,
            party TEXT NOT NULL CHECK (party IN ('staff','leader','support','service-user','partner')),
            email TEXT NOT NULL, isFacilitator INTEGER NOT NULL CHECK (isFacilitator IN (0,1))
        ) STRICT;
        CREATE INDEX member_community ON member (communityID);
        """

    static let sessions = """
        CREATE TABLE session (
            tokenHash TEXT PRIMARY KEY NOT NULL CHECK (length(tokenHash) = 64), memberID INTEGER REFERENCES member (id),
            attendanceID INTEGER REFERENCES attendance (id), joinedByCode INTEGER NOT NULL CHECK (joinedByCode IN (0,1)),
            createdAt TEXT NOT NULL, revokedAt TEXT, CHECK (memberID IS NOT NULL OR attendanceID IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_attendance ON session (attendanceID);
        CREATE INDEX session_member ON session (memberID);
        """

    static let planning = """
        ALTER TABLE trainingDay ADD COLUMN startsAt TEXT NOT NULL DEFAULT '09:00' CHECK (startsAt GLOB '[0-2][0-9]:[0-5][0-9]');
        ALTER TABLE member ADD COLUMN leftAt TEXT;
        ALTER TABLE member ADD COLUMN originID INTEGER REFERENCES member (id);
        CREATE INDEX member_origin ON member (originID);
        """

    /// A tie that goes both ways is kept once, with the smaller id first.
    static let profiles = """
        ALTER TABLE member ADD COLUMN language TEXT NOT NULL DEFAULT '';
        CREATE TABLE memberTrait (
            memberID INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE, trait TEXT NOT NULL CHECK (trait <> ''),
            PRIMARY KEY (memberID, trait)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE memberNumber (
            memberID INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE, name TEXT NOT NULL CHECK (name <> ''), value REAL NOT NULL,
            PRIMARY KEY (memberID, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE memberTie (
            memberID INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('caseworker','colleague','together','apart')),
            otherID INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
            CHECK (memberID <> otherID), CHECK (kind = 'caseworker' OR memberID < otherID), PRIMARY KEY (memberID, kind, otherID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX memberTie_other ON memberTie (otherID);
        """

    static let screens = """
        CREATE TABLE newAttendance (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id), memberID INTEGER REFERENCES member (id),
            role TEXT NOT NULL CHECK (role IN ('facilitator','participant','leader','observer','rapporteur','projector','screen')),
            groupID INTEGER REFERENCES "group" (id), joinedByCodeAt TEXT, linkVersion INTEGER NOT NULL CHECK (linkVersion > 0),
            arrivedAt TEXT, absentAt TEXT CHECK (absentAt IS NULL OR arrivedAt IS NULL),
            freedGroupID INTEGER REFERENCES "group" (id) ON DELETE SET NULL,
            CHECK ((memberID IS NULL) = (role IN ('projector','screen'))), UNIQUE (dayID, memberID)
        ) STRICT;
        INSERT INTO newAttendance SELECT id, dayID, memberID, role, groupID, joinedByCodeAt, linkVersion, arrivedAt, absentAt, freedGroupID
            FROM attendance;
        DROP TABLE attendance;
        ALTER TABLE newAttendance RENAME TO attendance;
        CREATE INDEX attendance_group ON attendance (groupID);
        CREATE INDEX attendance_freedGroup ON attendance (freedGroupID);
        CREATE UNIQUE INDEX one_screen_a_group ON attendance (groupID) WHERE role = 'screen';
        """
}
