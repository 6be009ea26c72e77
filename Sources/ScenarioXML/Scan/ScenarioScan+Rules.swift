/// The rules that need more than one look at an element: what may stand in it, what must, and what its values may be.
extension ScenarioScan {
    /// Notes what is wrong with having `child` here; false when nothing inside it can be understood.
    func check(child name: String, tag: SourceOutline.Tag, in parent: inout OpenElement) -> Bool {
        let children = parent.grammar.children
        guard let place = children.firstIndex(where: { $0.name == name }) else {
            let allowed = children.map(\.name)
            let looksLikeLanguage = parent.grammar.hasLanguages && name.utf8.count == 2
            note(
                looksLikeLanguage
                    ? .unknownLanguage(name: name, allowed: Grammar.languages)
                    : .unknownElement(name: name, parent: parent.name, allowed: allowed), at: tag.offset)
            return false
        }
        if !parent.seen.insert(name).inserted, !children[place].repeats {
            note(.repeatedElement(name: name, parent: parent.name), at: tag.offset)
        } else if place < parent.furthest {
            note(.misplacedElement(name: name, successor: firstLater(than: place, in: parent)), at: tag.offset)
        }
        parent.furthest = max(parent.furthest, place)
        return true
    }

    private func firstLater(than place: Int, in parent: OpenElement) -> String {
        parent.grammar.children[(place + 1)...].first { parent.seen.contains($0.name) }?.name ?? parent.name
    }

    func check(attributes: [String: String], of name: String, tag: SourceOutline.Tag, grammar: Grammar.Element) {
        let known = grammar.attributes.map(\.name)
        for attribute in attributes.keys.sorted() where !known.contains(attribute) && !isFull {
            if name == Grammar.root, Grammar.schemaAttributes.contains(attribute) { continue }
            note(.unknownAttribute(name: attribute, element: name, allowed: known), at: tag.offset(of: attribute))
        }
        for attribute in grammar.attributes {
            guard let value = attributes[attribute.name] else {
                if attribute.isRequired { note(.missingAttribute(name: attribute.name, element: name), at: tag.offset) }
                continue
            }
            check(value, of: attribute.name, in: name, tag: tag)
        }
        if name == "fact", let channels = attributes["channels"] { check(channels: channels, tag: tag) }
    }

    private func check(_ value: String, of attribute: String, in element: String, tag: SourceOutline.Tag) {
        let offset = tag.offset(of: attribute)
        if attribute == "id" {
            guard Grammar.isKey(value) else { return note(.unfitKey(value: value), at: offset) }
            guard open.count > 1 else { return }
            noteKey(value, of: element, at: offset)
        } else if let allowed = Grammar.words[attribute] {
            let words = attribute == "channels" ? value.words : [value]
            if words.isEmpty { note(.unknownWord(value: value, attribute: attribute, allowed: allowed), at: offset) }
            var seen: Set<String> = []
            for word in words {
                if !allowed.contains(word) {
                    note(.unknownWord(value: word, attribute: attribute, allowed: allowed), at: offset)
                } else if !seen.insert(word).inserted {
                    note(.repeatedWord(value: word, attribute: attribute), at: offset)
                }
            }
        }
    }

    /// A fact that only comes through a channel its person does not have could never come out.
    private func check(channels: String, tag: SourceOutline.Tag) {
        guard let person = open.last(where: { $0.name == "person" }), let reachable = person.attributes["channels"]?.words else { return }
        for word in channels.words where !reachable.contains(word) && Grammar.words["channels"]?.contains(word) == true {
            note(.channelNotOfPerson(channel: word, person: person.attributes["id"] ?? ""), at: tag.offset(of: "channels"))
        }
    }

    func checkEnd(of element: OpenElement) {
        for child in element.grammar.children where child.isRequired && !element.seen.contains(child.name) {
            note(.missingElement(name: child.name, parent: element.name), at: element.tag.offset)
        }
        if element.grammar.hasLanguages, element.seen.isDisjoint(with: Grammar.languages) {
            note(.missingLanguage(element: element.name, allowed: Grammar.languages), at: element.tag.offset)
        }
        if element.grammar.isText {
            if Prose.isBlank(element.text) {
                note(.emptyText(element: element.name), at: element.tag.offset)
            } else if element.text.unicodeScalars.count > Grammar.textLimit {
                note(.textTooLong(element: element.name, limit: Grammar.textLimit), at: element.tag.offset)
            }
        }
        if element.name == "fact" { checkCondition(of: element) }
    }

    private func checkCondition(of fact: OpenElement) {
        guard let release = fact.attributes["release"].flatMap(ReleaseWord.init) else { return }
        if let detail = release.detail, !fact.seen.contains(detail) {
            note(.missingForRelease(element: detail, release: release.rawValue), at: fact.tag.offset)
        }
        for element in ["topic", "hint"] where fact.seen.contains(element) && element != release.detail {
            note(.unwantedForRelease(element: element, release: release.rawValue), at: fact.tag.offset(of: "release"))
        }
    }
}
