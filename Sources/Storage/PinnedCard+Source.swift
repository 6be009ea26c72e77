import Foundation
import GRDB
import Workshop

extension PinnedCard {
    /// The contact a fact on a card came from: who told it, how and when.
    package struct Source: Sendable, Decodable, FetchableRecord {
        package var persona: LocalizedText
        package var channel: Channel
        package var toldAt: Date
    }
}

extension Board {
    /// Where the cards came from that hold a fact the group was told.
    func sources(of cards: [Card], in db: Database) throws -> [ID<Revelation>: PinnedCard.Source] {
        var sources: [ID<Revelation>: PinnedCard.Source] = [:]
        for fact in Set(cards.compactMap(\.revelationID)) {
            sources[fact] = try PinnedCard.Source.fetchOne(
                db,
                sql: """
                    SELECT p.name AS persona, c.channel, r.toldAt FROM revelation AS r JOIN contactRequest AS c ON c.id = r.contactID
                    JOIN persona AS p ON p.id = c.personaID WHERE r.id = ? AND r.groupID = ?
                    """, arguments: [fact, groupID])
        }
        return sources
    }
}
