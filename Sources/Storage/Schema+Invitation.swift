/// Invitations, replies and letters.
extension Schema {
    /// `sequence` rises with every change that calendars must hear of. A letter is claimed before it is sent, so that nothing is sent twice.
    static let invitations = """
        CREATE TABLE invitation (
            dayID INTEGER PRIMARY KEY REFERENCES trainingDay (id), teaser TEXT NOT NULL,
            replyBy TEXT CHECK (replyBy GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            isVoluntary INTEGER NOT NULL CHECK (isVoluntary IN (0,1)), lunch TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence >= 0), cancelledAt TEXT
        ) STRICT;
        CREATE TABLE reply (
            attendanceID INTEGER PRIMARY KEY REFERENCES attendance (id) ON DELETE CASCADE,
            answer TEXT NOT NULL CHECK (answer IN ('yes','no','observer')), reason TEXT NOT NULL, food TEXT NOT NULL, access TEXT NOT NULL,
            repliedAt TEXT NOT NULL, enteredByID INTEGER REFERENCES attendance (id) ON DELETE SET NULL
        ) STRICT;
        CREATE INDEX reply_enteredBy ON reply (enteredByID);
        CREATE TABLE letter (
            id INTEGER PRIMARY KEY, attendanceID INTEGER NOT NULL REFERENCES attendance (id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('invitation','reminder','change','cancellation')), round INTEGER NOT NULL CHECK (round > 0),
            sequence INTEGER NOT NULL CHECK (sequence >= 0), claimedAt TEXT NOT NULL, sentAt TEXT, exitStatus INTEGER, complaint TEXT NOT NULL,
            UNIQUE (attendanceID, kind, round)
        ) STRICT;
        ALTER TABLE attendance ADD COLUMN arrivedAt TEXT;
        ALTER TABLE attendance ADD COLUMN absentAt TEXT CHECK (absentAt IS NULL OR arrivedAt IS NULL);
        ALTER TABLE attendance ADD COLUMN freedGroupID INTEGER REFERENCES "group" (id) ON DELETE SET NULL;
        CREATE INDEX attendance_freedGroup ON attendance (freedGroupID);
        """
}
