import Foundation

/// Text as a reader meets it: entities as characters, every kind of white space as one space.
package enum Markup {
    package static func plain(_ text: String) -> String { String(decoding: plain(Array(text.utf8), escapes: false), as: UTF8.self) }

    /// The same on bytes; with `escapes`, what stands inside the quotation marks of JSON is read as well.
    package static func plain(_ bytes: [UInt8], escapes: Bool) -> [UInt8] {
        var plain = [UInt8]()
        plain.reserveCapacity(bytes.count)
        var place = 0
        func follows(_ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            place + word.utf8CodeUnitCount <= bytes.count && memcmp(bytes.baseAddress! + place, word.utf8Start, word.utf8CodeUnitCount) == 0
        }
        func add(_ byte: UInt8, after length: Int) {
            place += length
            if byte == 32 {
                if plain.last != 32 { plain.append(32) }
            } else {
                plain.append(byte)
            }
        }
        bytes.withUnsafeBufferPointer { bytes in
            while place < bytes.count {
                let byte = bytes[place]
                switch byte {
                case 9, 10, 13, 32: add(32, after: 1)
                case 38 where follows("&amp;", in: bytes): add(38, after: 5)
                case 38 where follows("&lt;", in: bytes): add(60, after: 4)
                case 38 where follows("&gt;", in: bytes): add(62, after: 4)
                case 38 where follows("&quot;", in: bytes): add(34, after: 6)
                case 38 where follows("&#39;", in: bytes): add(39, after: 5)
                case 92 where escapes && follows("\\n", in: bytes): add(32, after: 2)
                case 92 where escapes && place + 1 < bytes.count: add(bytes[place + 1], after: 2)
                case 0xC2 where follows("\u{A0}", in: bytes) || follows("\u{AD}", in: bytes): add(32, after: 2)
                case 0xE2 where follows("\u{202F}", in: bytes) || follows("\u{2009}", in: bytes): add(32, after: 3)
                default: add(byte, after: 1)
                }
            }
        }
        return plain
    }
}

/// A page as a browser without script reads it.
package struct Page: Sendable {
    package let path: String
    package let status: Int
    package let markup: String
    /// Where the answer sends the browser; empty when it stays.
    package let redirect: String
    private let elements: [Element]

    /// A tag, and the text that follows it.
    struct Element: Sendable {
        let name: String
        let attributes: [String: String]
        let text: String

        init?(_ piece: String) {
            guard let close = piece.range(of: ">") else { return nil }
            let head = piece[..<close.lowerBound].components(separatedBy: "\"")
            let words = head[0].split(whereSeparator: \.isWhitespace)
            guard let first = words.first else { return nil }
            name = first.lowercased()
            var attributes: [String: String] = [:]
            for (index, part) in head.enumerated() where index.isMultiple(of: 2) {
                for word in part.split(whereSeparator: \.isWhitespace).dropFirst(index == 0 ? 1 : 0) {
                    let isValued = word.hasSuffix("=")
                    attributes[String(isValued ? word.dropLast() : word)] =
                        isValued && index + 1 < head.count ? Markup.plain(head[index + 1]) : ""
                }
            }
            self.attributes = attributes
            text = Markup.plain(String(piece[close.upperBound...]))
        }
    }

    package init(path: String, _ answer: Browser.Answer) {
        self.path = path
        status = answer.status
        markup = answer.body
        redirect = answer.location
        elements = answer.body.components(separatedBy: "<").dropFirst().compactMap(Element.init)
    }

    package func contains(_ text: String) -> Bool { Markup.plain(markup).contains(Markup.plain(text)) }

    /// The address of the page's own stream, and the place in the journal it was drawn at.
    package var live: (address: String, version: Int64)? {
        elements.first { $0.name == "meta" && $0.attributes["name"] == "live" }
            .map { ($0.attributes["content"] ?? "", Int64($0.attributes["data-version"] ?? "") ?? 0) }
    }

    package var links: [(address: String, words: String)] {
        elements.indices.filter { elements[$0].name == "a" }.compactMap { index in
            elements[index].attributes["href"].map { ($0, name(of: elements[index]) ?? words(from: index, to: "/a")) }
        }
    }

    /// What an element is called by its attributes, as a screen reader has it.
    private func name(of element: Element) -> String? {
        guard let sources = element.attributes["aria-labelledby"]?.split(separator: " ").map(String.init) else {
            return element.attributes["aria-label"]
        }
        return sources.compactMap { source in elements.first { $0.attributes["id"] == source }?.text }.joined(separator: " ")
    }

    package var forms: [PageForm] {
        elements.indices.filter { elements[$0].name == "form" }.map { start in
            let end = elements[start...].firstIndex { $0.name == "/form" } ?? elements.endIndex
            return PageForm(Array(elements[start..<end]))
        }
    }

    private func words(from start: Int, to end: String) -> String { Page.words(elements[start...], to: end) }

    static func words(_ elements: some Collection<Element>, to end: String) -> String {
        elements.prefix { $0.name != end }.map(\.text).joined().trimmingCharacters(in: .whitespaces)
    }
}
