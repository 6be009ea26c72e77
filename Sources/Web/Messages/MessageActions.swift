import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    static let messageRoutes: [Route] = [.post("/days/:day/messages") { try await $0.sendMessage($1) }]

    /// Sends a message; `to` is `everyone`, `players`, `group` with a `group`, or `group-` and the group's number.
    func sendMessage(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        try viewer.mustFacilitate()
        let (recipients, group) = try recipients(request.form)
        try await store.send(request.form.text("text"), to: recipients, group: group, on: day, at: request.now, by: viewer)
        return try await done(
            request, back: "/days/\(day)", regions: [SentMessagesRegion(day: day)], announce: speech(request)("message.was-sent"))
    }

    private func recipients(_ form: Form) throws(Refusal) -> (Message.Recipients, ID<Group>?) {
        let to = form.text("to")
        if to.hasPrefix("group-") {
            guard let group = ID<Group>(String(to.dropFirst(6))) else { throw .invalid("to", .unknownChoice) }
            return (.group, group)
        }
        let recipients: Message.Recipients = try form.choice("to")
        return (recipients, recipients == .group ? try form.id("group") : nil)
    }
}
