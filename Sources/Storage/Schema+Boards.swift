/// Boards and all that hangs on them.
extension Schema {
    static let boards = """
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

    /// A card keeps one place in each layout; the place in the board's present layout stands on the card itself.
    static let layouts = """
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

    static let photoPlaces = """
        ALTER TABLE card ADD COLUMN photoX REAL CHECK (photoX BETWEEN 0 AND 1);
        ALTER TABLE card ADD COLUMN photoY REAL CHECK (photoY BETWEEN 0 AND 1);
        """

    static let sheets = "ALTER TABLE board ADD COLUMN sheetHeight INTEGER NOT NULL DEFAULT 36 CHECK (sheetHeight BETWEEN 36 AND 600);"

    /// Names that everyone has seen until now stay; what only its author has seen gets none.
    static let names = """
        ALTER TABLE card ADD COLUMN isNamed INTEGER NOT NULL DEFAULT 0 CHECK (isNamed IN (0,1));
        UPDATE card SET isNamed = 1 WHERE hiddenAt IS NULL AND boardID IN (SELECT id FROM board WHERE showsAuthors = 1);
        ALTER TABLE cardStep ADD COLUMN isNamed INTEGER NOT NULL DEFAULT 0 CHECK (isNamed IN (0,1));
        UPDATE cardStep SET isNamed = 1 WHERE cardID IN (SELECT id FROM card WHERE isNamed = 1);
        """

    /// There is at most one tray for each layout of a board.
    static let trays =
        "ALTER TABLE lane ADD COLUMN isTray INTEGER NOT NULL DEFAULT 0 CHECK (isTray IN (0,1) AND isTray = (position = -1));"

    static let placesInStacks = """
        ALTER TABLE cardPlace ADD COLUMN stackID INTEGER REFERENCES stack (id) ON DELETE SET NULL;
        UPDATE cardPlace SET stackID = (SELECT stackID FROM card WHERE card.id = cardPlace.cardID);
        CREATE INDEX cardPlace_stack ON cardPlace (stackID);
        """

    static let leftSteps = "ALTER TABLE cardStep ADD COLUMN leftAt TEXT;"

    static let meanings = """
        ALTER TABLE board ADD COLUMN acrossName TEXT NOT NULL DEFAULT '';
        ALTER TABLE board ADD COLUMN upName TEXT NOT NULL DEFAULT '';
        ALTER TABLE dayScenario ADD COLUMN layout TEXT NOT NULL DEFAULT 'lanes'
            CHECK (layout IN ('lanes','person','fourfold','rings','timeline','free'));
        ALTER TABLE card ADD COLUMN writerName TEXT NOT NULL DEFAULT '';
        """

    /// Asides are forgotten when they have been told of.
    static let companySteps = """
        ALTER TABLE cardStep ADD COLUMN company TEXT CHECK (company IS NULL OR json_valid(company));
        ALTER TABLE cardStep ADD COLUMN otherID INTEGER REFERENCES card (id) ON DELETE CASCADE;
        CREATE INDEX cardStep_other ON cardStep (otherID, id);
        CREATE TABLE aside (
            id INTEGER PRIMARY KEY, boardID INTEGER NOT NULL REFERENCES board (id) ON DELETE CASCADE,
            byID INTEGER NOT NULL REFERENCES attendance (id) ON DELETE CASCADE, kind TEXT NOT NULL CHECK (kind <> ''), stepID INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX aside_by ON aside (byID, boardID, stepID);
        CREATE INDEX aside_board ON aside (boardID);
        """

    /// The journal knows what was done alone before steps did.
    static let stepsAlone = """
        ALTER TABLE cardStep ADD COLUMN isAlone INTEGER NOT NULL DEFAULT 0 CHECK (isAlone IN (0,1));
        UPDATE cardStep SET isAlone = 1 WHERE (cardID, at) IN (SELECT subjectID, at FROM happening WHERE kind = 'cardWrittenAlone');
        """

    /// A remark has the name that the history of its card tells; until now it was told beside the remark on every board.
    static let remarkNames = """
        ALTER TABLE remark ADD COLUMN isNamed INTEGER NOT NULL DEFAULT 0 CHECK (isNamed IN (0,1));
        UPDATE remark SET isNamed = 1 WHERE (cardID, at) IN (SELECT cardID, at FROM cardStep WHERE kind = 'remarked' AND isNamed);
        """

    static let batches = """
        ALTER TABLE cardStep ADD COLUMN batch INTEGER;
        CREATE INDEX cardStep_batch ON cardStep (batch) WHERE batch IS NOT NULL;
        """

    static let leftByNewSteps = """
        UPDATE cardStep SET leftAt = undoneAt WHERE undoneAt IS NOT NULL AND leftAt IS NULL AND id < (
            SELECT MAX(id) FROM cardStep AS later
            WHERE later.boardID = cardStep.boardID AND later.byID = cardStep.byID AND later.undoneAt IS NULL AND later.leftAt IS NULL);
        CREATE INDEX cardStep_undone ON cardStep (boardID, byID) WHERE undoneAt IS NOT NULL AND leftAt IS NULL;
        """

    static let voteRounds = "ALTER TABLE board ADD COLUMN voteRound INTEGER NOT NULL DEFAULT 0;"
}
