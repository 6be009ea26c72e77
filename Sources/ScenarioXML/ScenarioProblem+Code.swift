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
        case .unknownEntity(let name): ("unknown-entity", ["name": name])
        case .cdataSection: ("cdata-section", [:])
        case .wrongEndTag(let found, let expected): ("wrong-end-tag", ["found": found, "expected": expected])
        case .unclosedElement(let name): ("unclosed-element", ["name": name])
        case .repeatedAttribute(let name, let element): ("repeated-attribute", ["name": name, "element": element])
        case .textAfterEnd: ("text-after-end", [:])
        case .notWellFormed(let number): ("not-well-formed", ["number": String(number)])
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
