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
            throw UnreadableScenario(problems: [ScenarioProblem(file: file, position: .start, kind: .notWellFormed)])
        }
    }

    private static func problems(in data: Data) -> [FoundProblem] {
        guard data.count <= Grammar.byteLimit else { return [FoundProblem(.start, .tooLarge(limit: Grammar.byteLimit))] }
        let source = SourceText(data)
        if let offset = source.firstInvalidByte { return [FoundProblem(source.position(of: offset), .notUTF8)] }
        let outline = SourceOutline(source, limits: Grammar.limits)
        var found = outline.problems.map { FoundProblem(source.position(of: $0.offset), $0.kind) }
        if outline.isSound { found += ScenarioScan(data: data, outline: outline).problems() }
        return inOrder(found)
    }

    private static func inOrder(_ found: [FoundProblem]) -> [FoundProblem] {
        let limit = Grammar.limits.problems
        let sorted = found.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element)
        guard sorted.count > limit else { return sorted }
        return sorted.prefix(limit) + [FoundProblem(sorted[limit].position, .tooManyProblems(limit: limit))]
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
