/// The facts of a script as a player meets them in a contact through one channel, each in the script's own order.
package struct ScriptSheet: Hashable, Sendable {
    /// Facts that share a topic, a hint, or the channels they belong to.
    package struct Part<Heading: Hashable & Sendable>: Hashable, Sendable {
        package var heading: Heading
        package var facts: [Disclosure]
    }

    package var freely: [Disclosure] = []
    package var asked: [Part<LocalizedText>] = []
    package var withheld: [Part<LocalizedText>] = []
    package var shown: [Disclosure] = []
    package var mustComeAcross: [Part<LocalizedText>] = []
    /// Facts that do not come out through this channel, by the channels they belong to.
    package var elsewhere: [Part<[Channel]>] = []
}

extension Script {
    /// The facts by the condition that releases them; with a channel, those that do not belong to it are set apart.
    package func sheet(through channel: Channel?) -> ScriptSheet {
        var sheet = ScriptSheet()
        for fact in disclosures {
            if let channel, !fact.belongs(to: channel) {
                sheet.elsewhere.add(fact, under: fact.channels)
                continue
            }
            switch fact.release {
            case .freely: sheet.freely.append(fact)
            case .asked(let topic): sheet.asked.add(fact, under: topic)
            case .withheld(let hint): sheet.withheld.add(fact, under: hint)
            case .shown: sheet.shown.append(fact)
            case .mustComeAcross(let hint): sheet.mustComeAcross.add(fact, under: hint)
            }
        }
        return sheet
    }
}

extension Array {
    fileprivate mutating func add<Heading>(_ fact: Disclosure, under heading: Heading) where Element == ScriptSheet.Part<Heading> {
        if let index = firstIndex(where: { $0.heading == heading }) {
            self[index].facts.append(fact)
        } else {
            append(ScriptSheet.Part(heading: heading, facts: [fact]))
        }
    }
}
