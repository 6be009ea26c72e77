import Workshop

/// A card's form sends what is written, and, in fields that begin with `opened-`, what it showed when it was opened.
extension CardWriting {
    init(_ form: Form) throws {
        self.init(
            text: form.text("text"), marker: try form.choice("marker"),
            responsibles: try form.texts("responsible").filter { !$0.isEmpty }.map(Self.person),
            due: form.fields["due"] == nil ? nil : .some(form.has("due") ? form.text("due") : nil),
            saidBy: form.fields["said-by"] == nil ? nil : .some(try form.optionalID("said-by")))
    }

    /// Nil when the form does not say what it showed.
    init?(opened form: Form) throws {
        guard form.fields["opened-text"] != nil else { return nil }
        self.init(
            text: form.text("opened-text"), marker: try form.choice("opened-marker"),
            responsibles: try form.text("opened-responsible").split(separator: " ").map { try Self.person(String($0)) },
            due: form.fields["opened-due"] == nil ? nil : .some(form.has("opened-due") ? form.text("opened-due") : nil),
            saidBy: form.fields["opened-said-by"] == nil ? nil : .some(try form.optionalID("opened-said-by")))
    }

    private static func person(_ text: String) throws -> ID<Attendance> {
        guard let id = ID<Attendance>(text) else { throw Refusal.invalid("responsible", .unknownChoice) }
        return id
    }
}

extension Form {
    /// Whether the card is to be done; nil when the form does not change that.
    var done: Bool? {
        guard fields["opened-done"] != nil, has("done") != has("opened-done") else { return nil }
        return has("done")
    }
}
