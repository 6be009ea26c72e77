import Foundation

/// The pin-up board of one group for one scenario.
package struct Board: Hashable, Sendable, Codable {
    package let id: ID<Board>
    package let groupID: ID<Group>
    package let scenarioID: ID<Scenario>

    package init(id: ID<Board>, groupID: ID<Group>, scenarioID: ID<Scenario>) {
        self.id = id
        self.groupID = groupID
        self.scenarioID = scenarioID
    }

    /// The lanes every board starts with.
    package static let startingLanes: [LocalizedText] = [
        LocalizedText([.nb: "Vi vet", .nn: "Vi veit", .en: "We know"]),
        LocalizedText([.nb: "Vi lurer på", .nn: "Vi lurer på", .en: "We wonder"]),
        LocalizedText([.nb: "Hvem gjør hva", .nn: "Kven gjer kva", .en: "Who does what"]),
        LocalizedText([.nb: "Gjort", .nn: "Gjort", .en: "Done"]),
    ]
}

/// A named part of a board.
package struct Lane: Hashable, Sendable, Codable {
    package let id: ID<Lane>
    package let boardID: ID<Board>
    package var title: LocalizedText
    package var position: Int

    package init(id: ID<Lane>, boardID: ID<Board>, title: LocalizedText, position: Int) {
        self.id = id
        self.boardID = boardID
        self.title = title
        self.position = position
    }
}

/// The four flip-chart pens; each is always shown with its own sign and word.
package enum Marker: String, Hashable, Sendable, Codable, CaseIterable {
    case blue, green, red, black

    package var sign: String {
        switch self {
        case .blue: "○"
        case .green: "□"
        case .red: "△"
        case .black: "—"
        }
    }
}
