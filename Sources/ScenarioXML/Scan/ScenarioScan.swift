import Foundation
#if canImport(FoundationXML)
import FoundationXML
#endif

/// Goes once through a file with `XMLParser` and notes everything that the grammar does not allow, with its place.
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
        /// The ids of the children of each kind, with their lines.
        var keys: [String: [String: Int]] = [:]
    }

    private let data: Data
    private let source: SourceText
    private let outline: SourceOutline
    private var found: [FoundProblem] = []
    private(set) var open: [OpenElement] = []
    private var tagIndex = -1
    private var elementCount = 0
    private var depth = 0
    /// How deep inside something unknown the scan is; nothing is checked there.
    private var unknownDepth = 0
    private var hasEndedRoot = false
    private var hasStopped = false

    init(data: Data, source: SourceText, outline: SourceOutline) {
        self.data = data
        self.source = source
        self.outline = outline
    }

    /// Every problem, in the order of the file.
    func problems() -> [FoundProblem] {
        for reference in outline.references {
            note(reference.name.isEmpty ? .looseAmpersand : .unknownEntity(name: reference.name), at: reference.offset)
        }
        for offset in outline.cdataSections { note(.cdataSection, at: offset) }
        let parser = XMLParser(data: data)
        parser.shouldProcessNamespaces = false
        parser.shouldResolveExternalEntities = false
        parser.delegate = self
        if !parser.parse(), !hasStopped { noteSyntax(of: parser) }
        let inOrder = found.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element)
        guard inOrder.count > Grammar.problemLimit else { return inOrder }
        return inOrder.prefix(Grammar.problemLimit)
            + [FoundProblem(inOrder[Grammar.problemLimit].position, .tooManyProblems(limit: Grammar.problemLimit))]
    }

    func note(_ kind: ScenarioProblem.Kind, at offset: Int) {
        found.append(FoundProblem(source.position(of: offset), kind))
    }

    /// Notes `key` when a sibling of the same kind has it already.
    func noteKey(_ key: String, of name: String, at offset: Int) {
        let parent = open.count - 2
        if let line = open[parent].keys[name]?[key] {
            note(.repeatedKey(value: key, firstLine: line), at: offset)
        } else {
            open[parent].keys[name, default: [:]][key] = source.position(of: offset).line
        }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        tagIndex += 1
        depth += 1
        elementCount += 1
        guard depth <= Grammar.depthLimit else { return stop(parser, .tooDeep(limit: Grammar.depthLimit)) }
        guard elementCount <= Grammar.elementLimit else { return stop(parser, .tooManyElements(limit: Grammar.elementLimit)) }
        guard unknownDepth == 0 else {
            unknownDepth += 1
            return
        }
        let tag = currentTag(named: name)
        if open.isEmpty, name != Grammar.root { return stop(parser, .wrongRoot(found: name)) }
        if !open.isEmpty {
            guard check(child: name, tag: tag, in: &open[open.count - 1]) else {
                unknownDepth = 1
                return
            }
        }
        guard let grammar = Grammar.elements[name] else { return }
        open.append(OpenElement(name: name, tag: tag, attributes: attributes, grammar: grammar))
        check(attributes: attributes, of: name, tag: tag, grammar: grammar)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard !hasStopped else { return }
        tagIndex += 1
        depth -= 1
        guard unknownDepth == 0 else {
            unknownDepth -= 1
            return
        }
        guard let element = open.popLast() else { return }
        checkEnd(of: element)
        if open.isEmpty { hasEndedRoot = true }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard !hasStopped, unknownDepth == 0, let element = open.last else { return }
        if element.grammar.isText {
            open[open.count - 1].text += string
        } else if !Prose.isBlank(string), !element.hasStrayText {
            open[open.count - 1].hasStrayText = true
            let before = outline.tags.indices.contains(tagIndex) ? outline.tags[tagIndex] : element.tag
            note(.strayText(element: element.name), at: before.textAfter ?? before.offset)
        }
    }

    private func currentTag(named name: String) -> SourceOutline.Tag {
        outline.tags.indices.contains(tagIndex) ? outline.tags[tagIndex] : SourceOutline.Tag(name: name, isEnd: false, offset: 0)
    }

    private func stop(_ parser: XMLParser, _ kind: ScenarioProblem.Kind) {
        guard !hasStopped else { return }
        hasStopped = true
        note(kind, at: currentTag(named: "").offset)
        parser.abortParsing()
    }

    /// Says in our own words where and why the XML stops being XML.
    private func noteSyntax(of parser: XMLParser) {
        guard outline.references.isEmpty else { return }
        let next = tagIndex + 1 < outline.tags.count ? outline.tags[tagIndex + 1] : nil
        let last = outline.tags.indices.contains(tagIndex) ? outline.tags[tagIndex] : nil
        if hasEndedRoot {
            note(.textAfterEnd, at: last?.textAfter ?? next?.offset ?? 0)
        } else if let next, let attribute = next.repeatedAttribute {
            note(.repeatedAttribute(name: attribute.name, element: next.name), at: attribute.offset)
        } else if let next, next.isEnd, let element = open.last, unknownDepth == 0, next.name != element.name {
            note(.wrongEndTag(found: next.name, expected: element.name), at: next.offset)
        } else if next == nil, let element = open.last, unknownDepth == 0 {
            note(.unclosedElement(name: element.name), at: element.tag.offset)
        } else {
            let code = (parser.parserError as NSError?)?.code ?? 0
            if let next {
                note(.notWellFormed(number: code), at: next.offset)
            } else {
                let position = FilePosition(line: max(parser.lineNumber, 1), column: max(parser.columnNumber, 1))
                found.append(FoundProblem(position, .notWellFormed(number: code)))
            }
        }
    }
}

extension SourceOutline.Tag {
    fileprivate var repeatedAttribute: (name: String, offset: Int)? {
        var names: Set<String> = []
        return attributes.first { !names.insert($0.name).inserted }
    }

    func offset(of attribute: String) -> Int { attributes.first { $0.name == attribute }?.offset ?? offset }
}
