import GRDB

/// The tables, as sentences. A landed migration is never edited; a new one is added.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (sentence, sql) in migrations { migrator.registerMigration(sentence) { db in try db.execute(sql: sql) } }
        return migrator
    }

    private static let migrations = [
        ("people learn together over time", people),
        ("scenarios have people who know things", scenarios),
        ("a day has a programme, groups, cases and castings", days),
        ("groups pin cards on boards", boards),
        ("groups contact people and are told things", contacts),
        ("groups write solutions and name a contact person", solutions),
        ("the day is evaluated without names", evaluations),
        ("what happened is kept and never changed", journal),
        ("people sign in", sessions),
        ("a solution tells who wrote it last", solutionWriters),
        ("the plenary remembers what it has shown and uncovered", plenary),
        ("a day starts at a time, and members may leave", planning),
        ("facilitators know things about people that help to build groups", profiles),
        ("people are invited, answer, come or stay away", invitations),
        ("groups are proposed by rules that can be kept", proposals),
        ("people have places at tables", tables),
        ("boards have layouts, and cards more to tell", layouts),
        ("a screen in the room signs in as a group", screens),
        ("a card keeps its place on a picture", photoPlaces),
        ("boards name their axes, cases have a layout, and copied cards tell who wrote them", meanings),
        ("a step that somebody has changed the card since is left behind", leftSteps),
        ("a sheet of free paper is as high as the cards on it need", sheets),
        ("who wrote while names were hidden stays without a name", names),
        ("cards without a place in a layout lie in a tray beside it", trays),
        ("a card keeps its stack in each layout", placesInStacks),
        ("a change of what hangs on a card is a step, and one that is not undone is told of", companySteps),
        ("what was done to a card before it was shown is its author’s", stepsAlone),
        ("a remark written while names were hidden stays without a name", remarkNames),
        ("the cards of a stack are moved as one", batches),
        ("what was undone is left behind by what is done next", leftByNewSteps),
        ("a vote knows which of a board’s votes it is", voteRounds),
    ]
}
