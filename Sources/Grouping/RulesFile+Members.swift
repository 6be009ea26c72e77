/// The members of one object, each taken once; what is left at the end is a mistake.
struct Members {
    let json: JSONText
    private let owner: String
    private var left: [(key: String, at: JSONText.Place, value: JSONText)]

    init(_ json: JSONText, of owner: String) throws(JSONText.Problem) {
        self.json = json
        self.owner = owner
        left = try json.members()
    }

    mutating func take(_ key: String) -> JSONText? {
        guard let index = left.firstIndex(where: { $0.key == key }) else { return nil }
        return left.remove(at: index).value
    }

    mutating func required(_ key: String) throws(JSONText.Problem) -> JSONText {
        guard let value = take(key) else { throw json.problem("“\(key)” is missing in \(owner). Add it.") }
        return value
    }

    func end() throws(JSONText.Problem) {
        guard let first = left.first else { return }
        throw JSONText.Problem(at: first.at, message: "“\(first.key)” is not known in \(owner). Delete it or mend the spelling.")
    }
}

extension JSONText {
    func problem(_ message: String) -> Problem { Problem(at: at, message: message) }

    func members() throws(Problem) -> [(key: String, at: Place, value: JSONText)] {
        guard case .object(let members) = value else { throw problem("Braces are needed here. Write { … }.") }
        return members
    }

    func list() throws(Problem) -> [JSONText] {
        guard case .array(let values) = value else { throw problem("A list is needed here. Write [ … ].") }
        return values
    }

    func text() throws(Problem) -> String {
        guard case .text(let text) = value, !text.isEmpty else { throw problem("A text is needed here. Write it in quotation marks.") }
        return text
    }

    /// One text or several; numbers count as they are written in a list of people.
    func texts() throws(Problem) -> [String] {
        guard case .array(let values) = value else { return [try word()] }
        guard !values.isEmpty else { throw problem("The list is empty. Write at least one value.") }
        var texts: [String] = []
        for value in values { texts.append(try value.word()) }
        return texts
    }

    private func word() throws(Problem) -> String {
        if case .number(let number) = value, let whole = Int(exactly: number) { return String(whole) }
        return try text()
    }

    func count(from least: Int) throws(Problem) -> Int {
        guard case .number(let number) = value, let count = Int(exactly: number), (least...100_000).contains(count) else {
            throw problem("A whole number from \(least) is needed here. Write digits only.")
        }
        return count
    }

    func number(_ range: ClosedRange<Double>) throws(Problem) -> Double {
        guard case .number(let number) = value, range.contains(number) else {
            throw problem("A number from \(Int(range.lowerBound)) to \(Int(range.upperBound)) is needed here. Write one.")
        }
        return number
    }
}
