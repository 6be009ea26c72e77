import Workshop

/// A small case with one of everything, for tests.
package enum TrialScenario {
    package static func made(_ number: Int = 1) -> Scenario {
        var generator = SystemRandomNumberGenerator()
        func text(_ nb: String, _ en: String) -> LocalizedText { LocalizedText([.nb: nb, .en: en]) }
        func fact(_ key: String, _ nb: String, _ en: String, _ release: Release, _ channels: [Channel] = [], _ domain: LifeDomain)
            -> Disclosure
        {
            Disclosure(
                id: .mint(using: &generator), key: key, fact: text("\(nb) (\(number))", "\(en) (\(number))"), release: release,
                channels: channels,
                domain: domain)
        }
        let son = Persona(
            id: .mint(using: &generator), key: "young-man", name: text("Ung mann", "Young man"),
            presentation: text("Står ved skranken.", "Is at the desk."),
            channels: [.frontDesk, .phone],
            script: Script(
                manner: text("Hemmelig måte: svarer kort.", "Secret manner: short answers."),
                goal: text("Hemmelig mål: vil sove.", "Secret goal: to sleep."),
                background: text("Hemmelig bakgrunn.", "Secret background."),
                disclosures: [
                    fact("sofa", "Han sover på en sofa", "He sleeps on a sofa", .freely, [], .housing),
                    fact("money", "Han har ingen inntekt", "He has no income", .asked(topic: text("økonomi", "money")), [], .economy),
                    fact(
                        "thirst", "Han er alltid tørst", "He is always thirsty",
                        .withheld(hint: text("Bare hvis de spør", "Only if they ask")), [], .health),
                    fact("sores", "Han har sår på hendene", "He has sores", .shown, [.frontDesk], .health),
                    fact(
                        "reading", "Han kan ikke lese", "He cannot read",
                        .mustComeAcross(hint: text("Be dem lese høyt", "Ask them to read")), [], .coping),
                ]))
        let father = Persona(
            id: .mint(using: &generator), key: "father", name: text("Faren", "The father"),
            presentation: text("Bor i nærheten.", "Lives nearby."),
            channels: [.phone, .homeVisit],
            script: Script(
                manner: text("Hemmelig: travel.", "Secret: busy."), goal: text("Hemmelig: vil ha fred.", "Secret: wants peace."),
                background: text("", ""),
                disclosures: [fact("drugs", "Det er mye rus hos faren", "There are drugs at the father’s", .shown, [.homeVisit], .social)]))
        return Scenario(
            id: .mint(using: &generator), key: "trial-\(number)", version: 1, title: text("Prøvesak \(number)", "Trial case \(number)"),
            brief: text("En ung mann står ved skranken.\n\nHan er tynn.", "A young man is at the desk.\n\nHe is thin."),
            personas: [son, father])
    }
}
