import Testing

@testable import Grouping

@Suite struct RulesFileTests {
    @Test("a rules file says columns, sizes, pins and rules")
    func whole() throws {
        let file = try RulesFile.read(
            """
            {"id": "Number", "pool": "Class", "traits": "Traits", "relations": {"caseworker": "Caseworker"},
             "sizes": {"min": 3, "max": 5}, "pins": {"7": 2}, "rules": [
              {"level": "must", "kind": "at-least", "count": 1, "of": {"field": "Role", "is": ["nurse", "doctor"]}, "name": "care"},
              {"level": "should", "kind": "spread", "of": {"field": "Role", "each": "all"}},
              {"level": "wish", "kind": "never-with", "relation": "caseworker"},
              {"level": "should", "kind": "at-most", "count": 2, "of": {"trait": "quiet"}}]}
            """)
        #expect(file.sizes == .range(min: 3, ideal: 4, max: 5))
        #expect(file.pins == ["7": 2])
        #expect(
            file.rules == [
                Rule(.must, .atLeast(1, .isOneOf(field: "Role", values: ["nurse", "doctor"])), name: "care"),
                Rule(.should, .spread(.each(field: "Role", values: []))), Rule(.wish, .apart(.relation("caseworker"))),
                Rule(.should, .atMost(2, .trait("quiet"))),
            ])
        #expect(file.columns.map(\.name) == ["Number", "Class", "Traits", "Caseworker", "Role", "Role"])
    }

    @Test(
        "what is wrong is told with its line and column",
        arguments: [
            ("", 1, 1), ("{\"id\": \"a\",}", 1, 12), ("{\n  \"id\": \"a\",\n  \"rulez\": []}", 3, 3),
            ("{\"id\": \"a\", \"rules\": [\n{\"level\": \"perhaps\", \"kind\": \"spread\"}]}", 2, 11),
            ("{\"id\": \"a\", \"rules\": [{\"level\": \"must\", \"kind\": \"sprea\"}]}", 1, 49),
            (
                "{\"id\": \"a\", \"rules\": [{\"level\": \"must\", \"kind\": \"at-least\", \"count\": -1, \"of\": {\"field\": \"b\", \"is\": \"c\"}}]}",
                1, 70
            ),
            ("{\"id\": \"a\"} x", 1, 13), ("{\"id\": \"a\", \"id\": \"b\"}", 1, 13),
        ])
    func wrong(text: String, line: Int, column: Int) {
        #expect {
            try RulesFile.read(text)
        } throws: { error in
            let problem = error as? RulesFile.Problem
            return problem?.line == line && problem?.column == column && problem?.message.isEmpty == false
        }
    }
}
