extension ScenarioProblem {
    /// Every code there is, so that each language can have a sentence for it.
    package static let codes = [
        "file-too-large", "file-empty", "not-utf-8", "other-encoding", "document-type", "too-deep", "too-many-elements",
        "too-many-problems", "loose-ampersand", "loose-less-than", "forbidden-character", "unknown-entity", "cdata-section",
        "wrong-end-tag", "unclosed-element", "repeated-attribute", "unfinished-tag", "unquoted-value", "unclosed-value",
        "unclosed-comment", "double-hyphen", "text-before-start", "text-after-end", "not-well-formed", "wrong-root",
        "unknown-element", "unknown-language", "repeated-element", "misplaced-element", "missing-element", "missing-language",
        "empty-text", "text-too-long", "stray-text", "unknown-attribute", "missing-attribute", "unfit-id", "repeated-id",
        "unknown-word", "repeated-word", "missing-for-release", "unwanted-for-release", "channel-not-of-person",
    ]
}

extension ScenarioProblem.Kind {
    var code: String { coded.code }

    var arguments: [String: String] { coded.arguments }

    private var coded: (code: String, arguments: [String: String]) {
        switch self {
        case .tooLarge(let limit): ("file-too-large", ["limit": String(limit)])
        case .empty: ("file-empty", [:])
        case .notUTF8: ("not-utf-8", [:])
        case .otherEncoding(let name): ("other-encoding", ["name": name])
        case .documentType: ("document-type", [:])
        case .tooDeep(let limit): ("too-deep", ["limit": String(limit)])
        case .tooManyElements(let limit): ("too-many-elements", ["limit": String(limit)])
        case .tooManyProblems(let limit): ("too-many-problems", ["limit": String(limit)])
        case .looseAmpersand: ("loose-ampersand", [:])
        case .looseLessThan: ("loose-less-than", [:])
        case .forbiddenCharacter: ("forbidden-character", [:])
        case .unknownEntity(let name): ("unknown-entity", ["name": name])
        case .cdataSection: ("cdata-section", [:])
        case .wrongEndTag(let found, let expected): ("wrong-end-tag", ["found": found, "expected": expected])
        case .unclosedElement(let name): ("unclosed-element", ["name": name])
        case .repeatedAttribute(let name, let element): ("repeated-attribute", ["name": name, "element": element])
        case .unfinishedTag(let name): ("unfinished-tag", ["name": name])
        case .unquotedValue(let name, let element): ("unquoted-value", ["name": name, "element": element])
        case .unclosedValue(let name, let element): ("unclosed-value", ["name": name, "element": element])
        case .unclosedComment: ("unclosed-comment", [:])
        case .doubleHyphen: ("double-hyphen", [:])
        case .textBeforeStart: ("text-before-start", [:])
        case .textAfterEnd: ("text-after-end", [:])
        case .notWellFormed: ("not-well-formed", [:])
        case .wrongRoot(let found): ("wrong-root", ["found": found])
        case .unknownElement(let name, let parent, let allowed):
            ("unknown-element", ["name": name, "parent": parent, "allowed": allowed.joined(separator: ", ")])
        case .unknownLanguage(let name, let allowed): ("unknown-language", ["name": name, "allowed": allowed.joined(separator: ", ")])
        case .repeatedElement(let name, let parent): ("repeated-element", ["name": name, "parent": parent])
        case .misplacedElement(let name, let successor): ("misplaced-element", ["name": name, "successor": successor])
        case .missingElement(let name, let parent): ("missing-element", ["name": name, "parent": parent])
        case .missingLanguage(let element, let allowed):
            ("missing-language", ["element": element, "allowed": allowed.joined(separator: ", ")])
        case .emptyText(let element): ("empty-text", ["element": element])
        case .textTooLong(let element, let limit): ("text-too-long", ["element": element, "limit": String(limit)])
        case .strayText(let element): ("stray-text", ["element": element])
        case .unknownAttribute(let name, let element, let allowed):
            ("unknown-attribute", ["name": name, "element": element, "allowed": allowed.joined(separator: ", ")])
        case .missingAttribute(let name, let element): ("missing-attribute", ["name": name, "element": element])
        case .unfitKey(let value): ("unfit-id", ["value": value])
        case .repeatedKey(let value, let firstLine): ("repeated-id", ["value": value, "line": String(firstLine)])
        case .unknownWord(let value, let attribute, let allowed):
            ("unknown-word", ["value": value, "attribute": attribute, "allowed": allowed.joined(separator: ", ")])
        case .repeatedWord(let value, let attribute): ("repeated-word", ["value": value, "attribute": attribute])
        case .missingForRelease(let element, let release): ("missing-for-release", ["element": element, "release": release])
        case .unwantedForRelease(let element, let release): ("unwanted-for-release", ["element": element, "release": release])
        case .channelNotOfPerson(let channel, let person): ("channel-not-of-person", ["channel": channel, "person": person])
        }
    }
}
