import Foundation
import GRDB
import Workshop

extension Store {
    /// Sends a short word to everyone, to one group or to all who play. Refuses after the day has closed, and a group of another day.
    @discardableResult
    package func send(
        _ text: String, to recipients: Message.Recipients, group: ID<Workshop.Group>?, on day: ID<TrainingDay>, at now: Date,
        by viewer: Viewer
    ) async throws -> Message {
        try await change { db in
            try viewer.mustFacilitate()
            let day = try TrainingDay.ofCommunity(viewer.communityID, day, in: db)
            try day.mustBeEditable()
            if let group {
                guard try Workshop.Group.fetchOne(db, key: group.rawValue)?.dayID == day.id else {
                    throw Refusal.invalid("to", .unknownChoice)
                }
            }
            let message = try Message(id: .minted(), dayID: day.id, to: recipients, group: group, text: text, at: now)
            try message.insert(db)
            return (message, [Happening(.messageSent, on: day.id, at: now, by: viewer, group: group, subject: message.id.rawValue)])
        }
    }

    /// The newest messages meant for `audience`, the newest first; none for audiences that no message is sent to.
    package func messages(to audience: Audience, newest count: Int) async throws -> [Message] {
        let wanted: SQL
        switch audience {
        case .everyone(let day): wanted = "dayID = \(day) AND recipients = 'everyone'"
        case .group(let group), .watchers(let group): wanted = "groupID = \(group)"
        case .players(let day, _): wanted = "dayID = \(day) AND recipients = 'players'"
        case .facilitators(let day): wanted = "dayID = \(day)"
        case .plenary, .person, .ballot, .board: return []
        }
        return try await read { db in
            try SQLRequest<Message>(literal: "SELECT * FROM message WHERE \(wanted) ORDER BY sentAt DESC, rowid DESC LIMIT \(count)")
                .fetchAll(db)
        }
    }

    /// The day's groups in their order.
    package func groups(on day: ID<TrainingDay>) async throws -> [Workshop.Group] {
        try await read { try Workshop.Group.stored(on: day, in: $0) }
    }
}

extension Workshop.Group {
    static func stored(on day: ID<TrainingDay>, in db: Database) throws -> [Workshop.Group] {
        try filter(sql: "dayID = ? ORDER BY position, id", arguments: [day]).fetchAll(db)
    }
}
