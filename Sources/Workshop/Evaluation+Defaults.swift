extension EvaluationQuestion {
    /// One question that every new day begins with.
    package struct Default: Hashable, Sendable {
        package let role: Role?
        package let kind: Kind
        package let text: LocalizedText

        init(_ role: Role?, _ kind: Kind, nb: String, nn: String, en: String) {
            self.role = role
            self.kind = kind
            text = LocalizedText([.nb: nb, .nn: nn, .en: en])
        }
    }

    /// The questions every new day begins with, in order: first what a role is asked about the groups and the cases, then what everyone is asked.
    package static let defaults: [Default] = [
        Default(
            .participant, .scale, nb: "Hvor godt fungerte gruppa di?", nn: "Kor godt fungerte gruppa di?",
            en: "How well did your group work?"),
        Default(
            .participant, .scale, nb: "Hvor godt lignet sakene på det du møter i arbeidet ditt?",
            nn: "Kor godt likna sakene på det du møter i arbeidet ditt?", en: "How close were the cases to what you meet in your work?"),
        Default(
            .leader, .scale, nb: "Hvor godt samarbeidet gruppene du snakket med?", nn: "Kor godt samarbeidde gruppene du snakka med?",
            en: "How well did the groups you talked with work together?"),
        Default(
            .leader, .scale, nb: "Hvor god hjelp var manuset da du spilte?", nn: "Kor god hjelp var manuset då du spelte?",
            en: "How much did the script help you when you played?"),
        Default(
            .observer, .scale, nb: "Hvor godt samarbeidet gruppa du fulgte?", nn: "Kor godt samarbeidde gruppa du følgde?",
            en: "How well did the group you followed work together?"),
        Default(
            .observer, .text, nb: "Hva gjorde gruppa som andre kan lære av?", nn: "Kva gjorde gruppa som andre kan lære av?",
            en: "What did the group do that others can learn from?"),
        Default(
            .facilitator, .scale, nb: "Hvor godt passet gruppene og sakene til dem som var her?",
            nn: "Kor godt passa gruppene og sakene til dei som var her?", en: "How well did the groups and cases suit those who were here?"),
        Default(
            .facilitator, .text, nb: "Hva bør vi gjøre annerledes neste gang vi lager en slik dag?",
            nn: "Kva bør vi gjere annleis neste gong vi lagar ein slik dag?",
            en: "What should we do differently the next time we make such a day?"),
        Default(nil, .text, nb: "Hva lærte du?", nn: "Kva lærte du?", en: "What did you learn?"),
        Default(
            nil, .text, nb: "Hva vil du gjøre annerledes på jobb fra i morgen?", nn: "Kva vil du gjere annleis på jobb frå i morgon?",
            en: "What will you do differently at work from tomorrow?"),
        Default(
            nil, .text, nb: "Hvem vet du nå at du kan spørre, og om hva?", nn: "Kven veit du no at du kan spørje, og om kva?",
            en: "Whom do you now know to ask, and about what?"),
        Default(
            nil, .scale, nb: "Hvor nyttig var dagen som helhet?", nn: "Kor nyttig var dagen som heilskap?",
            en: "How useful was the day as a whole?"),
    ]
}
