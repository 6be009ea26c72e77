import Foundation
import XMLCoder

/// Reads scenarios in our own format.
package enum ScenarioReader {
    /// The scenario in `data`. `file` is the name that problems carry.
    /// Refuses with every problem found, in the order of the file; never crashes, whatever the bytes.
    package static func read(_ data: Data, named file: String) throws(UnreadableScenario) -> ScenarioDraft {
        let problems = problems(in: data)
        guard problems.isEmpty else {
            throw UnreadableScenario(problems: problems.map { ScenarioProblem(file: file, position: $0.position, kind: $0.kind) })
        }
        let decoder = XMLDecoder(trimValueWhitespaces: false, removeWhitespaceElements: true)
        do {
            return try decoder.decode(ScenarioElement.self, from: data).draft
        } catch {
            throw UnreadableScenario(problems: [ScenarioProblem(file: file, position: .start, kind: .notWellFormed(number: 0))])
        }
    }

    private static func problems(in data: Data) -> [FoundProblem] {
        guard data.count <= Grammar.byteLimit else { return [FoundProblem(.start, .tooLarge(limit: Grammar.byteLimit))] }
        let source = SourceText(data)
        if let offset = source.firstInvalidByte { return [FoundProblem(source.position(of: offset), .notUTF8)] }
        let outline = SourceOutline(source, tagLimit: 3 * Grammar.elementLimit)
        if let encoding = outline.encoding, encoding.name.uppercased() != "UTF-8" {
            return [FoundProblem(source.position(of: encoding.offset), .otherEncoding(name: encoding.name))]
        }
        if let offset = outline.documentType { return [FoundProblem(source.position(of: offset), .documentType)] }
        guard !outline.tags.isEmpty else { return [FoundProblem(.start, .empty)] }
        return ScenarioScan(data: data, source: source, outline: outline).problems()
    }
}

/// A problem before it knows the name of its file.
struct FoundProblem {
    var position: FilePosition
    var kind: ScenarioProblem.Kind

    init(_ position: FilePosition, _ kind: ScenarioProblem.Kind) {
        self.position = position
        self.kind = kind
    }
}
