/// The day, its journal, plenary and evaluation.
extension Schema {
    static let days = """
        CREATE TABLE trainingDay (
            id INTEGER PRIMARY KEY, communityID INTEGER NOT NULL REFERENCES community (id),
            title TEXT NOT NULL CHECK (title <> ''), date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            place TEXT NOT NULL, language TEXT NOT NULL CHECK (language IN ('nb','nn','en')),
            state TEXT NOT NULL CHECK (state IN ('draft','invited','open','plenary','closed','archived')),
            joinCode TEXT NOT NULL UNIQUE CHECK (length(joinCode) = 8),
            plenaryScenarioID INTEGER REFERENCES scenario (id), plenaryGroupID INTEGER REFERENCES "group" (id) ON DELETE SET NULL,
            uncovered INTEGER NOT NULL CHECK (uncovered >= 0)
        ) STRICT;
        CREATE TABLE block (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id), position INTEGER NOT NULL,
            title TEXT NOT NULL CHECK (title <> ''), minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 480),
            kind TEXT NOT NULL CHECK (kind IN ('welcome','case-work','break','plenary','evaluation','free')),
            startedAt TEXT, endedAt TEXT CHECK (endedAt IS NULL OR startedAt IS NOT NULL),
            pausedAt TEXT CHECK (pausedAt IS NULL OR (startedAt IS NOT NULL AND endedAt IS NULL)),
            pausedSeconds REAL NOT NULL CHECK (pausedSeconds >= 0), extraMinutes INTEGER NOT NULL CHECK (extraMinutes >= 0)
        ) STRICT;
        CREATE INDEX block_day ON block (dayID, position);
        CREATE UNIQUE INDEX one_running_block ON block (dayID) WHERE startedAt IS NOT NULL AND endedAt IS NULL;
        CREATE TABLE "group" (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id), name TEXT NOT NULL CHECK (name <> ''),
            position INTEGER NOT NULL, UNIQUE (dayID, name)
        ) STRICT;
        CREATE TABLE attendance (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id), memberID INTEGER REFERENCES member (id),
            role TEXT NOT NULL CHECK (role IN ('facilitator','participant','leader','observer','rapporteur','projector')),
            groupID INTEGER REFERENCES "group" (id), joinedByCodeAt TEXT, linkVersion INTEGER NOT NULL CHECK (linkVersion > 0),
            CHECK ((memberID IS NULL) = (role = 'projector')), UNIQUE (dayID, memberID)
        ) STRICT;
        CREATE INDEX attendance_group ON attendance (groupID);
        CREATE TABLE dayScenario (
            dayID INTEGER NOT NULL REFERENCES trainingDay (id), scenarioID INTEGER NOT NULL REFERENCES scenario (id),
            position INTEGER NOT NULL, PRIMARY KEY (dayID, scenarioID)
        ) STRICT;
        CREATE TABLE casting (
            dayID INTEGER NOT NULL REFERENCES trainingDay (id), personaID INTEGER NOT NULL REFERENCES persona (id),
            attendanceID INTEGER NOT NULL REFERENCES attendance (id), PRIMARY KEY (dayID, personaID, attendanceID)
        ) STRICT;
        CREATE TABLE message (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id),
            recipients TEXT NOT NULL CHECK (recipients IN ('everyone','group','players')), groupID INTEGER REFERENCES "group" (id),
            text TEXT NOT NULL CHECK (text <> ''), sentAt TEXT NOT NULL, CHECK ((recipients = 'group') = (groupID IS NOT NULL))
        ) STRICT;
        CREATE INDEX message_day ON message (dayID);
        """

    /// Answers hang on a random key and nothing else: no time, no order, no attendance. Who has answered is a separate tick.
    static let evaluations = """
        CREATE TABLE evaluationQuestion (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id),
            role TEXT CHECK (role IN ('facilitator','participant','leader','observer','rapporteur')),
            kind TEXT NOT NULL CHECK (kind IN ('scale','text')), text TEXT NOT NULL CHECK (json_valid(text)), position INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX evaluationQuestion_day ON evaluationQuestion (dayID, position);
        CREATE TABLE evaluationAnswer (
            sheet TEXT NOT NULL CHECK (length(sheet) >= 22), questionID INTEGER NOT NULL REFERENCES evaluationQuestion (id),
            role TEXT NOT NULL, scale INTEGER CHECK (scale BETWEEN 1 AND 5), text TEXT,
            CHECK ((scale IS NULL) <> (text IS NULL)), PRIMARY KEY (sheet, questionID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX evaluationAnswer_question ON evaluationAnswer (questionID);
        CREATE TABLE evaluationReceipt (attendanceID INTEGER PRIMARY KEY REFERENCES attendance (id)) STRICT;
        """

    static let journal = """
        CREATE TABLE happening (
            position INTEGER PRIMARY KEY AUTOINCREMENT, dayID INTEGER NOT NULL REFERENCES trainingDay (id), at TEXT NOT NULL,
            actorID INTEGER, groupID INTEGER, scenarioID INTEGER, personaID INTEGER, kind TEXT NOT NULL CHECK (kind <> ''), subjectID INTEGER
        ) STRICT;
        CREATE INDEX happening_day ON happening (dayID, position);
        CREATE INDEX happening_group ON happening (groupID, scenarioID, position);
        CREATE TRIGGER happenings_are_never_changed BEFORE UPDATE ON happening BEGIN SELECT RAISE(ABORT, 'happenings are never changed'); END;
        CREATE TRIGGER happenings_are_never_removed BEFORE DELETE ON happening BEGIN SELECT RAISE(ABORT, 'happenings are never removed'); END;
        CREATE TABLE delivery (key TEXT PRIMARY KEY NOT NULL CHECK (length(key) BETWEEN 8 AND 64)) STRICT, WITHOUT ROWID;
        """

    /// A fact is uncovered by name, so that what a group finds later never uncovers another one.
    static let plenary = """
        ALTER TABLE trainingDay ADD COLUMN plenaryPart TEXT NOT NULL DEFAULT 'groups' CHECK (plenaryPart IN ('groups','facts'));
        CREATE TABLE showing (
            dayID INTEGER NOT NULL REFERENCES trainingDay (id), scenarioID INTEGER NOT NULL REFERENCES scenario (id), shownAt TEXT NOT NULL,
            PRIMARY KEY (dayID, scenarioID)
        ) STRICT;
        CREATE TABLE uncovering (
            dayID INTEGER NOT NULL REFERENCES trainingDay (id), disclosureID INTEGER NOT NULL REFERENCES disclosure (id),
            uncoveredAt TEXT NOT NULL, byID INTEGER REFERENCES attendance (id), PRIMARY KEY (dayID, disclosureID)
        ) STRICT;
        """
}
