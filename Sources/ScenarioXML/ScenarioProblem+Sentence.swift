extension ScenarioProblem.Kind {
    /// What is wrong and how to mend it, in English.
    var sentence: String {
        switch self {
        case .tooLarge(let limit):
            "The file is larger than \(limit / 1_000_000) MB. A scenario is text only; check that this is the right file."
        case .empty: "The file has no <scenario> in it. Start from the example in Scenarios/README.md."
        case .notUTF8: "The file is not saved as UTF-8. Save it again and choose the encoding UTF-8."
        case .otherEncoding(let name): "The first line says encoding \"\(name)\". Save the file as UTF-8 and write encoding=\"UTF-8\"."
        case .documentType: "A scenario cannot contain <!DOCTYPE …>. Remove it."
        case .tooDeep(let limit): "Elements lie more than \(limit) deep inside each other. Check that every element is closed."
        case .tooManyElements(let limit): "The file has more than \(limit) elements. Divide it into several scenarios."
        case .tooManyProblems(let limit): "There are more than \(limit) problems. Mend those above and try again."
        case .looseAmpersand: "A lone & cannot stand in the text. Write &amp; instead."
        case .looseLessThan: "A lone < cannot stand in the text. Write &lt; instead."
        case .forbiddenCharacter: "Here stands an invisible control character that XML cannot carry. Remove it."
        case .unknownEntity(let name): "&\(name); is not known here. Write the character itself."
        case .cdataSection: "<![CDATA[ cannot be used here. Write the text as it is, with &lt; for < and &amp; for &."
        case .wrongEndTag(let found, let expected): "</\(found)> closes an element that is not open here. Write </\(expected)> first."
        case .unclosedElement(let name): "<\(name)> is never closed. Write </\(name)> where it ends."
        case .repeatedAttribute(let name, let element): "<\(element)> has \(name) more than once. Keep one."
        case .unfinishedTag(let name): "<\(name) lacks its >. Add it."
        case .unquotedValue(let name, let element): "The value of \(name) in <\(element)> lacks quotes. Write \(name)=\"…\"."
        case .unclosedValue(let name, let element): "The value of \(name) in <\(element)> lacks its closing quote. Add it."
        case .unclosedComment: "What begins here is never ended. End a comment with -->."
        case .doubleHyphen: "A comment cannot have -- in it. Write one hyphen, and end the comment with -->."
        case .textBeforeStart: "Text stands before <scenario>. Remove it."
        case .textAfterEnd: "Something stands after </scenario>. Remove it, or put each scenario in its own file."
        case .notWellFormed: "This is not well-formed XML. Check tags, quotes and comments here and just before."
        case .wrongRoot(let found): "The file begins with <\(found)>. A scenario begins with <scenario>."
        case .unknownElement(let name, let parent, let allowed):
            "<\(name)> does not belong in <\(parent)>. Here may stand: \(allowed.asElements)."
        case .unknownLanguage(let name, let allowed): "<\(name)> is not a language we have. Use one of: \(allowed.asElements)."
        case .repeatedElement(let name, let parent): "<\(parent)> has <\(name)> more than once. Keep one."
        case .misplacedElement(let name, let successor): "<\(name)> comes too late. Move it before <\(successor)>."
        case .missingElement(let name, let parent): "<\(parent)> lacks <\(name)>. Add it."
        case .missingLanguage(let element, let allowed):
            "<\(element)> has no text in any language. Put the text in one of: \(allowed.asElements)."
        case .emptyText(let element): "<\(element)> is empty. Write the text, or remove the element."
        case .textTooLong(let element, let limit): "<\(element)> is longer than \(limit) characters. Shorten it or divide it."
        case .strayText(let element): "Text cannot stand directly in <\(element)>. Put it inside an element such as <nb>."
        case .unknownAttribute(let name, let element, let allowed):
            allowed.isEmpty
                ? "<\(element)> has no \(name). Remove it."
                : "<\(element)> has no \(name). It may have: \(allowed.joined(separator: ", "))."
        case .missingAttribute(let name, let element): "<\(element)> lacks \(name)=\"…\". Add it."
        case .unfitKey(let value):
            "\"\(value)\" cannot be an id. Use small letters a–z, digits and single hyphens, at most \(Grammar.keyLimit) characters."
        case .repeatedKey(let value, let firstLine): "The id \"\(value)\" is already used on line \(firstLine). Give this one another."
        case .unknownWord(let value, let attribute, let allowed):
            "\"\(value)\" is not a word for \(attribute). Use one of: \(allowed.joined(separator: ", "))."
        case .repeatedWord(let value, let attribute): "\(attribute) has \"\(value)\" more than once. Keep one."
        case .missingForRelease(let element, let release):
            "A fact with release=\"\(release)\" needs <\(element)>. Add it first in the fact."
        case .unwantedForRelease(let element, let release):
            "A fact with release=\"\(release)\" has no use for <\(element)>. Remove it, or change release."
        case .channelNotOfPerson(let channel, let person):
            "\"\(person)\" cannot be reached through \"\(channel)\". Add it to the channels of the person, or remove it here."
        }
    }
}

extension [String] {
    fileprivate var asElements: String { map { "<\($0)>" }.joined(separator: ", ") }
}
