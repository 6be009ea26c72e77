/// What the four pens mean on a day; a pen without a word means what it usually does.
package struct MarkerWords: Hashable, Sendable {
    package static let limit = 30

    private var words: [Marker: String]

    package init(_ words: [Marker: String] = [:]) { self.words = words }

    package subscript(marker: Marker) -> String? { words[marker] }

    /// Lets `marker` mean `word`; blank lets it mean the usual. Refuses all but facilitators, and more than `limit` characters.
    package mutating func call(_ marker: Marker, _ word: String, by viewer: Viewer) throws(Refusal) {
        try viewer.mustFacilitate()
        let word = try Writing.accepted(word, as: marker.rawValue, limit: MarkerWords.limit, optional: true)
        words[marker] = word.isEmpty ? nil : word
    }
}
