import Foundation
import Storage
import Workshop

extension Browser {
    /// The form on the page that goes to an address with `part` in it and says `words`.
    package func form(to part: String, saying words: String = "") throws -> PageForm {
        let page = try page
        guard let form = page.forms.first(where: { $0.goes(to: part, saying: words) }) else {
            throw Surprise(
                "\(name) finds no form to \(part)\(words.isEmpty ? "" : " that says «\(words)»") on \(page.path) (\(page.status))")
        }
        return form
    }

    package func has(formTo part: String, saying words: String = "") throws -> Bool {
        try page.forms.contains { $0.goes(to: part, saying: words) }
    }

    /// Fills in a form and sends it as a browser without script does, and lands where the answer sends it.
    @discardableResult
    package func sends(_ form: PageForm, _ written: [String: String] = [:], button: String = "") async throws -> Page {
        let answer = try await post(form.action, filled(form, written, button))
        guard answer.status == 303 else {
            place.withLock { place in
                place.page = Page(path: form.action, answer)
                place.past.append(answer.body)
            }
            return try page
        }
        return try await opens(answer.location.components(separatedBy: "#")[0])
    }

    /// Sends a form as our script does, and gives what came back: the status, and the data of the answer.
    @discardableResult
    package func sendsWithScript(_ form: PageForm, _ written: [String: String] = [:], button: String = "", key: String? = nil) async throws
        -> Answer
    {
        let answer = try await post(form.action, filled(form, written, button), script: true, key: key)
        place.withLock { $0.past.append(Markup.unquoted(answer.body)) }
        return answer
    }

    private func filled(_ form: PageForm, _ written: [String: String], _ button: String) throws -> [String: String] {
        var fields = form.fields.merging(written) { $1 }
        if let pressed = form.buttons.first(where: { button.isEmpty || $0.words.contains(button) }) {
            if !pressed.name.isEmpty { fields[pressed.name] = pressed.value }
        } else if !button.isEmpty {
            throw Surprise("\(name) finds no button «\(button)» in the form to \(form.action)")
        }
        return fields
    }

    /// Follows the link that is called `words`.
    @discardableResult
    package func follows(_ words: String) async throws -> Page {
        guard let link = try page.links.first(where: { $0.words.contains(Markup.plain(words)) }) else {
            throw Surprise("\(name) finds no link «\(words)» on \(try page.path)")
        }
        return try await opens(link.address.components(separatedBy: "#")[0])
    }

    /// The first page of the day for whoever this is.
    @discardableResult
    package func comesIn() async throws -> Page { try await opens("/days/\(day.id)") }

    /// Chooses the language at the foot of the page.
    package func reads(_ language: String) async throws {
        let form = try form(to: "/language")
        guard let button = form.buttons.first(where: { $0.words == language }) else { throw Surprise("no language «\(language)»") }
        let path = try page.path
        _ = try await post(form.action, ["page": path, button.name: button.value])
        try await opens(path)
    }
}

extension Markup {
    /// What stands inside the quotation marks of JSON, as it is shown.
    package static func unquoted(_ json: String) -> String { String(decoding: plain(Array(json.utf8), escapes: true), as: UTF8.self) }
}
