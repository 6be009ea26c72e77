import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// The page of one contact: for the leader who has it the script to tick, for other players and facilitators the same to read.
    func showContact(_ request: Request) async throws -> HTTPResponse {
        let id: ID<ContactRequest> = try request.id("contact")
        let viewer = try await viewer(request, on: store.day(ofContact: id))
        let sheet = try await store.contact(id, to: viewer)
        let contact = sheet.contact
        noteGroup(contact.groupID, of: sheet.day.id)
        let say = speech(request)
        let language = request.language
        let holding = sheet.isMine && sheet.day.state == .open
        let persona = contact.personaID
        var content: [String: Any] = [
            "id": id.description, "group": sheet.group, "channel": say(contact.channel), "icon": contact.channel.rawValue,
            "persona": sheet.persona.name[language], "scenario": sheet.scenarioTitle[language], "wish": contact.wish,
            "holding": holding, "mayEnd": sheet.isMine && sheet.day.state < .closed, "isLive": sheet.isNewest && contact.isOpen,
            "mayTake": sheet.mayPlay && contact.state == .waiting && sheet.day.state == .open,
            "since": contact.takenAt?.formatted(.iso8601) ?? "", "now": request.now.formatted(.iso8601),
            "lasted": Spoken.clock(max(0, request.now.timeIntervalSince(contact.takenAt ?? request.now))),
            "isTalking": contact.state == .inProgress, "reason": contact.declineReason, "feedback": contact.feedback,
            "back": viewer.isFacilitator ? "/days/\(sheet.day.id)/players" : "/days/\(sheet.day.id)",
            "message": try await html(MessageRegion(audience: .players(sheet.day.id, persona)), in: language),
            "state": try await html(ContactStateRegion(day: sheet.day.id, persona: persona, contact: id), in: language),
            "told": sheet.told.map { ["text": $0.sentence(in: language), "time": WallClock.time($0.toldAt)] },
        ]
        if sheet.isNewest && contact.isOpen {
            let script = ScriptRegion(day: sheet.day.id, persona: persona, group: contact.groupID, reading: !holding)
            let answers = AnswersRegion(day: sheet.day.id, persona: persona, group: contact.groupID, reading: !holding)
            content["script"] = try await html(script, in: language)
            content["answers"] = try await html(answers, in: language)
        }
        return try page(
            "console/contact.html", content, titled: "\(sheet.group) · \(sheet.persona.name[language])",
            frame: PageFrame(
                audiences: [.players(sheet.day.id, persona), .everyone(sheet.day.id)], viewer: viewer, day: sheet.day,
                home: say("console.title"),
                barEnd: try await consoleBar(sheet.day, for: request)),
            for: request)
    }
}
