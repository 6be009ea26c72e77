import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Goes once through a file with `XMLParser` and notes everything that the grammar does not allow, with its place.
/// Needs a sound outline: the parser's events and the outline's tags come in step.
final class ScenarioScan: NSObject, XMLParserDelegate {
    /// An element that is open while the scan is inside it.
    struct OpenElement {
        var name: String
        var tag: SourceOutline.Tag
        var attributes: [String: String]
        var grammar: Grammar.Element
        /// The children seen so far, and the furthest place among them.
        var seen: Set<String> = []
        var furthest = 0
        var text = ""
        var hasStrayText = false
        /// The ids of the children of each kind, with their places.
        var keys: [String: [String: Int]] = [:]
    }

    private let data: Data
    private let outline: SourceOutline
    private var found: [FoundProblem] = []
    private(set) var open: [OpenElement] = []
    private var tagIndex = -1
    /// How deep inside something unknown the scan is; nothing is checked there.
    private var unknownDepth = 0
    private var hasStopped = false

    init(data: Data, outline: SourceOutline) {
        self.data = data
        self.outline = outline
    }

    func problems() -> [FoundProblem] {
        let parser = XMLParser(data: data)
        parser.shouldProcessNamespaces = false
        parser.shouldResolveExternalEntities = false
        parser.delegate = self
        let isWellFormed = parser.parse() && parser.parserError == nil
        if !isWellFormed, !hasStopped, found.isEmpty, outline.problems.isEmpty {
            let position = FilePosition(line: max(parser.lineNumber, 1), column: max(parser.columnNumber, 1))
            found.append(FoundProblem(position, .notWellFormed))
        }
        return found
    }

    /// Whether there are so many problems that more would help nobody.
    var isFull: Bool { found.count > Grammar.limits.problems }

    func note(_ kind: ScenarioProblem.Kind, at offset: Int) {
        guard !isFull else { return }
        found.append(FoundProblem(outline.source.position(of: offset), kind))
    }

    /// Notes `key` when a sibling of the same kind has it already.
    func noteKey(_ key: String, of name: String, at offset: Int) {
        let parent = open.count - 2
        if let first = open[parent].keys[name]?[key] {
            note(.repeatedKey(value: key, firstLine: outline.source.position(of: first).line), at: offset)
        } else {
            open[parent].keys[name, default: [:]][key] = offset
        }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        guard !isFull else { return stop(parser) }
        tagIndex += 1
        guard unknownDepth == 0, outline.tags.indices.contains(tagIndex) else {
            unknownDepth += 1
            return
        }
        let tag = outline.tags[tagIndex]
        if open.isEmpty, name != Grammar.root {
            note(.wrongRoot(found: name), at: tag.offset)
            return stop(parser)
        }
        guard open.isEmpty || check(child: name, tag: tag, in: &open[open.count - 1]), let grammar = Grammar.elements[name] else {
            unknownDepth = 1
            return
        }
        open.append(OpenElement(name: name, tag: tag, attributes: attributes, grammar: grammar))
        check(attributes: attributes, of: name, tag: tag, grammar: grammar)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard !hasStopped else { return }
        tagIndex += 1
        guard unknownDepth == 0 else {
            unknownDepth -= 1
            return
        }
        if let element = open.popLast() { checkEnd(of: element) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard !hasStopped, unknownDepth == 0, let element = open.last else { return }
        if element.grammar.isText {
            open[open.count - 1].text += string
        } else if !Prose.isBlank(string), !element.hasStrayText {
            open[open.count - 1].hasStrayText = true
            let before = outline.tags[tagIndex]
            note(.strayText(element: element.name), at: before.textAfter ?? before.offset)
        }
    }

    private func stop(_ parser: XMLParser) {
        hasStopped = true
        parser.abortParsing()
    }
}
