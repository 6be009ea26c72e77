/// One thing that is wrong with a scenario file, where it is, and how to mend it.
package struct ScenarioProblem: Hashable, Sendable, CustomStringConvertible {
    package var file: String
    package var position: FilePosition
    package var kind: Kind

    package var line: Int { position.line }
    package var column: Int { position.column }

    /// Stable across releases; the key of the sentence in other languages.
    package var code: String { kind.code }

    /// What the sentence of `code` names, by the name of the gap it fills.
    package var arguments: [String: String] { kind.arguments }

    /// The problem in English, on one line, as compilers print it.
    package var description: String { "\(file):\(line):\(column): \(kind.sentence)" }

    package enum Kind: Hashable, Sendable {
        // The file as a whole
        case tooLarge(limit: Int)
        case empty
        case notUTF8
        case otherEncoding(name: String)
        case documentType
        case tooDeep(limit: Int)
        case tooManyElements(limit: Int)
        case tooManyProblems(limit: Int)

        // XML that cannot be read
        case looseAmpersand
        case looseLessThan
        case forbiddenCharacter
        case unknownEntity(name: String)
        case cdataSection
        case wrongEndTag(found: String, expected: String)
        case unclosedElement(name: String)
        case repeatedAttribute(name: String, element: String)
        case unfinishedTag(name: String)
        case unquotedValue(name: String, element: String)
        case unclosedValue(name: String, element: String)
        case unclosedComment
        case doubleHyphen
        case textBeforeStart
        case textAfterEnd
        case notWellFormed

        // Elements and attributes
        case wrongRoot(found: String)
        case unknownElement(name: String, parent: String, allowed: [String])
        case unknownLanguage(name: String, allowed: [String])
        case repeatedElement(name: String, parent: String)
        case misplacedElement(name: String, successor: String)
        case missingElement(name: String, parent: String)
        case missingLanguage(element: String, allowed: [String])
        case emptyText(element: String)
        case textTooLong(element: String, limit: Int)
        case strayText(element: String)
        case unknownAttribute(name: String, element: String, allowed: [String])
        case missingAttribute(name: String, element: String)

        // Values
        case unfitKey(value: String)
        case repeatedKey(value: String, firstLine: Int)
        case unknownWord(value: String, attribute: String, allowed: [String])
        case repeatedWord(value: String, attribute: String)
        case missingForRelease(element: String, release: String)
        case unwantedForRelease(element: String, release: String)
        case channelNotOfPerson(channel: String, person: String)
    }
}

/// Everything that is wrong with one scenario file, in the order of the file; never empty.
package struct UnreadableScenario: Error, Hashable, Sendable, CustomStringConvertible {
    package var problems: [ScenarioProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// A place in a text file, as editors count: lines and characters from 1.
package struct FilePosition: Hashable, Sendable, Comparable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static let start = FilePosition(line: 1, column: 1)

    package static func < (lhs: FilePosition, rhs: FilePosition) -> Bool {
        (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}
