import GRDB

/// The tables, as sentences. A landed migration is never edited; a new one is added.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("people learn together over time") { db in try db.execute(sql: people) }
        migrator.registerMigration("scenarios have people who know things") { db in try db.execute(sql: scenarios) }
        migrator.registerMigration("a day has a programme, groups, cases and castings") { db in try db.execute(sql: days) }
        migrator.registerMigration("groups pin cards on boards") { db in try db.execute(sql: boards) }
        migrator.registerMigration("groups contact people and are told things") { db in try db.execute(sql: contacts) }
        migrator.registerMigration("groups write solutions and name a contact person") { db in try db.execute(sql: solutions) }
        migrator.registerMigration("the day is evaluated without names") { db in try db.execute(sql: evaluations) }
        migrator.registerMigration("what happened is kept and never changed") { db in try db.execute(sql: journal) }
        migrator.registerMigration("people sign in") { db in try db.execute(sql: sessions) }
        migrator.registerMigration("a solution tells who wrote it last") { db in try db.execute(sql: solutionWriters) }
        migrator.registerMigration("the plenary remembers what it has shown and uncovered") { db in try db.execute(sql: plenary) }
        migrator.registerMigration("a day starts at a time, and members may leave") { db in try db.execute(sql: planning) }
        migrator.registerMigration("facilitators know things about people that help to build groups") { db in try db.execute(sql: profiles) }
        migrator.registerMigration("people are invited, answer, come or stay away") { db in try db.execute(sql: invitations) }
        migrator.registerMigration("groups are proposed by rules that can be kept") { db in try db.execute(sql: proposals) }
        migrator.registerMigration("people have places at tables") { db in try db.execute(sql: tables) }
        migrator.registerMigration("boards have layouts, and cards more to tell") { db in try db.execute(sql: layouts) }
        migrator.registerMigration("a screen in the room signs in as a group") { db in try db.execute(sql: screens) }
        migrator.registerMigration("a card keeps its place on a picture") { db in try db.execute(sql: photoPlaces) }
        migrator.registerMigration("boards name their axes, cases have a layout, and copied cards tell who wrote them") { db in try db.execute(sql: meanings) }
        return migrator
    }

    private static let people = """
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

    private static let scenarios = """
        CREATE TABLE scenario (
            id INTEGER PRIMARY KEY, communityID INTEGER NOT NULL REFERENCES community (id),
            key TEXT NOT NULL CHECK (key <> ''), version INTEGER NOT NULL CHECK (version > 0),
            title TEXT NOT NULL CHECK (json_valid(title)), brief TEXT NOT NULL CHECK (json_valid(brief)),
            UNIQUE (communityID, key, version)
        ) STRICT;
        CREATE TABLE persona (
            id INTEGER PRIMARY KEY, scenarioID INTEGER NOT NULL REFERENCES scenario (id), position INTEGER NOT NULL, key TEXT NOT NULL,
            name TEXT NOT NULL CHECK (json_valid(name)), presentation TEXT NOT NULL CHECK (json_valid(presentation)),
            channels TEXT NOT NULL CHECK (json_array_length(channels) > 0), manner TEXT NOT NULL CHECK (json_valid(manner)),
            goal TEXT NOT NULL CHECK (json_valid(goal)), background TEXT NOT NULL CHECK (json_valid(background)),
            UNIQUE (scenarioID, key), UNIQUE (scenarioID, position)
        ) STRICT;
        CREATE TABLE disclosure (
            id INTEGER PRIMARY KEY, personaID INTEGER NOT NULL REFERENCES persona (id), position INTEGER NOT NULL, key TEXT NOT NULL,
            fact TEXT NOT NULL CHECK (json_valid(fact)), "release" TEXT NOT NULL CHECK (json_valid("release")),
            channels TEXT NOT NULL CHECK (json_valid(channels)),
            domain TEXT NOT NULL CHECK (domain IN ('health','housing','economy','social','family','activity','coping')),
            UNIQUE (personaID, key), UNIQUE (personaID, position)
        ) STRICT;
        """

    private static let days = """
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

    private static let boards = """
        CREATE TABLE board (
            id INTEGER PRIMARY KEY, groupID INTEGER NOT NULL REFERENCES "group" (id), scenarioID INTEGER NOT NULL REFERENCES scenario (id),
            UNIQUE (groupID, scenarioID)
        ) STRICT;
        CREATE TABLE lane (
            id INTEGER PRIMARY KEY, boardID INTEGER NOT NULL REFERENCES board (id), title TEXT NOT NULL CHECK (json_valid(title)),
            position INTEGER NOT NULL, UNIQUE (boardID, position)
        ) STRICT;
        CREATE TABLE card (
            id INTEGER PRIMARY KEY, boardID INTEGER NOT NULL REFERENCES board (id), laneID INTEGER NOT NULL REFERENCES lane (id),
            position REAL NOT NULL, text TEXT NOT NULL CHECK (text <> ''), marker TEXT NOT NULL CHECK (marker IN ('blue','green','red','black')),
            responsibleID INTEGER REFERENCES attendance (id), doneAt TEXT, authorID INTEGER REFERENCES attendance (id), createdAt TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0), removedAt TEXT
        ) STRICT;
        CREATE INDEX card_board ON card (boardID, laneID, position);
        CREATE INDEX card_responsible ON card (responsibleID);
        CREATE INDEX card_author ON card (authorID);
        """

    private static let contacts = """
        CREATE TABLE contactRequest (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id), groupID INTEGER NOT NULL REFERENCES "group" (id),
            scenarioID INTEGER NOT NULL REFERENCES scenario (id), personaID INTEGER NOT NULL REFERENCES persona (id),
            channel TEXT NOT NULL CHECK (channel IN ('phone','home-visit','front-desk','office-talk','message','third-party')),
            wish TEXT NOT NULL, askedByID INTEGER NOT NULL REFERENCES attendance (id), askedAt TEXT NOT NULL,
            takenByID INTEGER REFERENCES attendance (id), takenAt TEXT, endedAt TEXT,
            outcome TEXT CHECK (outcome IN ('done','declined','withdrawn')), declineReason TEXT NOT NULL, feedback TEXT NOT NULL,
            CHECK ((endedAt IS NULL) = (outcome IS NULL))
        ) STRICT;
        CREATE INDEX contactRequest_day ON contactRequest (dayID, personaID);
        CREATE INDEX contactRequest_group ON contactRequest (groupID, scenarioID);
        CREATE UNIQUE INDEX one_open_request ON contactRequest (groupID, personaID) WHERE outcome IS NULL;
        CREATE TABLE improvisation (
            id INTEGER PRIMARY KEY, dayID INTEGER NOT NULL REFERENCES trainingDay (id), personaID INTEGER NOT NULL REFERENCES persona (id),
            contactID INTEGER NOT NULL REFERENCES contactRequest (id), question TEXT NOT NULL, answer TEXT NOT NULL CHECK (answer <> ''),
            byID INTEGER NOT NULL REFERENCES attendance (id), at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX improvisation_persona ON improvisation (dayID, personaID);
        CREATE TABLE revelation (
            id INTEGER PRIMARY KEY, groupID INTEGER NOT NULL REFERENCES "group" (id),
            contactID INTEGER NOT NULL REFERENCES contactRequest (id), disclosureID INTEGER REFERENCES disclosure (id),
            improvisationID INTEGER REFERENCES improvisation (id), toldByID INTEGER NOT NULL REFERENCES attendance (id), toldAt TEXT NOT NULL,
            CHECK ((disclosureID IS NULL) <> (improvisationID IS NULL)),
            UNIQUE (groupID, disclosureID), UNIQUE (groupID, improvisationID)
        ) STRICT;
        CREATE INDEX revelation_contact ON revelation (contactID);
        """

    private static let solutions = """
        CREATE TABLE solutionText (
            id INTEGER PRIMARY KEY, groupID INTEGER NOT NULL REFERENCES "group" (id), scenarioID INTEGER NOT NULL REFERENCES scenario (id),
            heading TEXT NOT NULL CHECK (heading IN ('situation','wishes','measures','cooperation','first-steps')),
            text TEXT NOT NULL, version INTEGER NOT NULL CHECK (version > 0), UNIQUE (groupID, scenarioID, heading)
        ) STRICT;
        CREATE TABLE contactPerson (
            id INTEGER PRIMARY KEY, groupID INTEGER NOT NULL REFERENCES "group" (id), scenarioID INTEGER NOT NULL REFERENCES scenario (id),
            attendanceID INTEGER NOT NULL REFERENCES attendance (id), chosenByID INTEGER NOT NULL REFERENCES attendance (id), chosenAt TEXT NOT NULL
        ) STRICT;
        CREATE INDEX contactPerson_group ON contactPerson (groupID, scenarioID, chosenAt);
        """

    /// Answers hang on a random key and nothing else: no time, no order, no attendance. Who has answered is a separate tick.
    private static let evaluations = """
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

    private static let journal = """
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

    private static let sessions = """
        CREATE TABLE session (
            tokenHash TEXT PRIMARY KEY NOT NULL CHECK (length(tokenHash) = 64), memberID INTEGER REFERENCES member (id),
            attendanceID INTEGER REFERENCES attendance (id), joinedByCode INTEGER NOT NULL CHECK (joinedByCode IN (0,1)),
            createdAt TEXT NOT NULL, revokedAt TEXT, CHECK (memberID IS NOT NULL OR attendanceID IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_attendance ON session (attendanceID);
        CREATE INDEX session_member ON session (memberID);
        """

    private static let solutionWriters = """
        ALTER TABLE solutionText ADD COLUMN writtenByID INTEGER REFERENCES attendance (id);
        ALTER TABLE solutionText ADD COLUMN writtenAt TEXT;
        """

    /// A fact is uncovered by name, so that what a group finds later never uncovers another one.
    private static let plenary = """
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

    private static let planning = """
        ALTER TABLE trainingDay ADD COLUMN startsAt TEXT NOT NULL DEFAULT '09:00' CHECK (startsAt GLOB '[0-2][0-9]:[0-5][0-9]');
        ALTER TABLE member ADD COLUMN leftAt TEXT;
        ALTER TABLE member ADD COLUMN originID INTEGER REFERENCES member (id);
        CREATE INDEX member_origin ON member (originID);
        """

    /// A tie that goes both ways is kept once, with the smaller id first.
    private static let profiles = """
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

    /// `sequence` rises with every change that calendars must hear of. A letter is claimed before it is sent, so that nothing is sent twice.
    private static let invitations = """
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

    /// A pin keeps a person in the group where the person sits in the proposal. A step holds how the proposals were before it, and once
    /// undone, how they were after; an adoption holds how the groups were before it.
    private static let proposals = """
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
    private static let tables = """
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

    /// A card keeps one place in each layout; the place in the board's present layout stands on the card itself.
    private static let layouts = """
        ALTER TABLE board ADD COLUMN layout TEXT NOT NULL DEFAULT 'lanes'
            CHECK (layout IN ('lanes','person','fourfold','rings','timeline','free'));
        ALTER TABLE board ADD COLUMN showsAuthors INTEGER NOT NULL DEFAULT 0 CHECK (showsAuthors IN (0,1));
        ALTER TABLE board ADD COLUMN lockedAt TEXT;
        ALTER TABLE board ADD COLUMN aloneSince TEXT;
        ALTER TABLE board ADD COLUMN votesEach INTEGER NOT NULL DEFAULT 0 CHECK (votesEach BETWEEN 0 AND 20);
        ALTER TABLE board ADD COLUMN votesShownAt TEXT;
        ALTER TABLE board ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);
        CREATE TABLE newLane (
            id INTEGER PRIMARY KEY, boardID INTEGER NOT NULL REFERENCES board (id),
            layout TEXT NOT NULL CHECK (layout IN ('lanes','person','fourfold','rings','timeline','free')),
            title TEXT NOT NULL CHECK (json_valid(title)), position INTEGER NOT NULL, UNIQUE (boardID, layout, position)
        ) STRICT;
        INSERT INTO newLane SELECT id, boardID, 'lanes', title, position FROM lane;
        DROP TABLE lane;
        ALTER TABLE newLane RENAME TO lane;
        CREATE TABLE stack (
            id INTEGER PRIMARY KEY, boardID INTEGER NOT NULL REFERENCES board (id), name TEXT NOT NULL, version INTEGER NOT NULL CHECK (version > 0)
        ) STRICT;
        CREATE INDEX stack_board ON stack (boardID);
        CREATE TABLE photo (
            id INTEGER PRIMARY KEY, boardID INTEGER NOT NULL REFERENCES board (id), caption TEXT NOT NULL,
            mediaType TEXT NOT NULL CHECK (mediaType IN ('image/jpeg','image/png')), width INTEGER NOT NULL CHECK (width > 0),
            height INTEGER NOT NULL CHECK (height > 0), bytes BLOB NOT NULL, byID INTEGER REFERENCES attendance (id), at TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0), removedAt TEXT
        ) STRICT;
        CREATE INDEX photo_board ON photo (boardID);
        CREATE INDEX photo_by ON photo (byID);
        ALTER TABLE card ADD COLUMN x REAL CHECK (x BETWEEN 0 AND 1);
        ALTER TABLE card ADD COLUMN y REAL CHECK (y BETWEEN 0 AND 1);
        ALTER TABLE card ADD COLUMN due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
        ALTER TABLE card ADD COLUMN stackID INTEGER REFERENCES stack (id) ON DELETE SET NULL;
        ALTER TABLE card ADD COLUMN revelationID INTEGER REFERENCES revelation (id) ON DELETE SET NULL;
        ALTER TABLE card ADD COLUMN photoID INTEGER REFERENCES photo (id) ON DELETE SET NULL;
        ALTER TABLE card ADD COLUMN saidByID INTEGER REFERENCES attendance (id);
        ALTER TABLE card ADD COLUMN lockedAt TEXT;
        ALTER TABLE card ADD COLUMN hiddenAt TEXT;
        CREATE INDEX card_stack ON card (stackID);
        CREATE INDEX card_revelation ON card (revelationID);
        CREATE INDEX card_photo ON card (photoID);
        CREATE INDEX card_saidBy ON card (saidByID);
        CREATE TABLE cardResponsible (
            cardID INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE, attendanceID INTEGER NOT NULL REFERENCES attendance (id),
            PRIMARY KEY (cardID, attendanceID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX cardResponsible_attendance ON cardResponsible (attendanceID);
        INSERT INTO cardResponsible SELECT id, responsibleID FROM card WHERE responsibleID IS NOT NULL;
        DROP INDEX card_responsible;
        ALTER TABLE card DROP COLUMN responsibleID;
        CREATE TABLE cardPlace (
            cardID INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE, layout TEXT NOT NULL,
            laneID INTEGER NOT NULL REFERENCES lane (id) ON DELETE CASCADE, position REAL NOT NULL, x REAL, y REAL, PRIMARY KEY (cardID, layout)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX cardPlace_lane ON cardPlace (laneID);
        CREATE TABLE thread (
            id INTEGER PRIMARY KEY, boardID INTEGER NOT NULL REFERENCES board (id), fromID INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
            toID INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE, word TEXT NOT NULL, CHECK (fromID <> toID), UNIQUE (fromID, toID)
        ) STRICT;
        CREATE INDEX thread_board ON thread (boardID);
        CREATE INDEX thread_to ON thread (toID);
        CREATE TABLE remark (
            id INTEGER PRIMARY KEY, cardID INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE, text TEXT NOT NULL CHECK (text <> ''),
            byID INTEGER REFERENCES attendance (id), at TEXT NOT NULL, removedAt TEXT
        ) STRICT;
        CREATE INDEX remark_card ON remark (cardID);
        CREATE INDEX remark_by ON remark (byID);
        CREATE TABLE dot (
            cardID INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE, attendanceID INTEGER NOT NULL REFERENCES attendance (id),
            count INTEGER NOT NULL CHECK (count > 0), PRIMARY KEY (cardID, attendanceID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX dot_attendance ON dot (attendanceID);
        CREATE TABLE cardStep (
            id INTEGER PRIMARY KEY AUTOINCREMENT, boardID INTEGER NOT NULL REFERENCES board (id),
            cardID INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE, byID INTEGER REFERENCES attendance (id), at TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind <> ''), before TEXT CHECK (before IS NULL OR json_valid(before)),
            after TEXT NOT NULL CHECK (json_valid(after)),
            undoneAt TEXT
        ) STRICT;
        CREATE INDEX cardStep_card ON cardStep (cardID, id);
        CREATE INDEX cardStep_by ON cardStep (byID, boardID, id);
        CREATE TABLE markerWord (
            dayID INTEGER NOT NULL REFERENCES trainingDay (id), marker TEXT NOT NULL CHECK (marker IN ('blue','green','red','black')),
            word TEXT NOT NULL CHECK (word <> ''), PRIMARY KEY (dayID, marker)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE contactPerson ADD COLUMN word TEXT NOT NULL DEFAULT '';
        """

    private static let screens = """
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

    private static let photoPlaces = """
        ALTER TABLE card ADD COLUMN photoX REAL CHECK (photoX BETWEEN 0 AND 1);
        ALTER TABLE card ADD COLUMN photoY REAL CHECK (photoY BETWEEN 0 AND 1);
        """

    private static let meanings = """
        ALTER TABLE board ADD COLUMN acrossName TEXT NOT NULL DEFAULT '';
        ALTER TABLE board ADD COLUMN upName TEXT NOT NULL DEFAULT '';
        ALTER TABLE dayScenario ADD COLUMN layout TEXT NOT NULL DEFAULT 'lanes'
            CHECK (layout IN ('lanes','person','fourfold','rings','timeline','free'));
        ALTER TABLE card ADD COLUMN writerName TEXT NOT NULL DEFAULT '';
        """
}
