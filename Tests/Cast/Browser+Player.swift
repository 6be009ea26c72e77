import Foundation
import Workshop

/// What leaders do who play the people in the cases.
extension Browser {
    /// Takes a request that waits, from the page of contacts; the script opens.
    package func takes(_ persona: String, for group: String) async throws {
        try await comesIn()
        try await sends(form(to: "/taking", saying: "\(group), \(persona)"))
        try meets(200)
    }

    package func declines(_ persona: String, for group: String, because reason: String) async throws {
        try await comesIn()
        try await sends(form(to: "/decline", saying: "\(group), \(persona)"), ["reason": reason])
    }

    /// Ticks a fact of the script as told, on the open page of a contact.
    package func ticks(_ fact: String, withScript: Bool = false) async throws {
        try await looksAgain()
        let form = try form(to: "/revelations", saying: fact)
        if withScript {
            let answer = try await sendsWithScript(form, key: UUID().uuidString)
            guard answer.status == 200 else { throw Surprise("the tick was answered with \(answer.status)") }
        } else {
            try await sends(form)
            try meets(200)
        }
    }

    /// Notes an answer that the script did not have.
    package func improvises(_ answer: String, to question: String) async throws {
        try await looksAgain()
        try await sends(form(to: "/improvisations"), ["question": question, "answer": answer])
        try meets(200)
    }

    /// Tells a group what was improvised for another.
    package func retells(_ answer: String) async throws { try await ticks(answer) }

    package func ends(praising words: String = "") async throws {
        try await looksAgain()
        try await sends(form(to: "/end"), ["feedback": words])
        try meets(200)
    }
}
