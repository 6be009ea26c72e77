/// Cases, what groups are told, and how they solve them.
extension Schema {
    static let scenarios = """
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

    static let contacts = """
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

    static let solutions = """
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

    static let solutionWriters = """
        ALTER TABLE solutionText ADD COLUMN writtenByID INTEGER REFERENCES attendance (id);
        ALTER TABLE solutionText ADD COLUMN writtenAt TEXT;
        """
}
