/// Something that one or more of those who come must have, told once however many have written it.
package struct Need: Hashable, Sendable {
    /// As the first of them wrote it.
    package var text: String
    /// In the order in which they are given.
    package var names: [String]

    package init(text: String, names: [String]) {
        self.text = text
        self.names = names
    }

    /// What is `written`, equal needs as one and the commonest first. Capitals, spaces and a full stop make no difference; blanks are left out.
    package static func summed(_ written: [(name: String, text: String)]) -> [Need] {
        var needs: [Need] = []
        var places: [String: Int] = [:]
        for (name, text) in written {
            let sense = sense(of: text)
            if sense.isEmpty { continue }
            if let place = places[sense] {
                needs[place].names.append(name)
            } else {
                places[sense] = needs.count
                needs.append(Need(text: text, names: [name]))
            }
        }
        return needs.enumerated().sorted { ($1.element.names.count, $0.offset) < ($0.element.names.count, $1.offset) }.map(\.element)
    }

    private static func sense(of text: String) -> String {
        text.lowercased().split { $0.isWhitespace || $0 == "." }.joined(separator: " ")
    }
}
