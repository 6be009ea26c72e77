/// The keys of the board, as its plan shows them; what needs script is hidden where there is none.
enum BoardKeys {
    private static let all: [(keys: [String], says: String, needsScript: Bool)] = [
        (["Tab"], "keys.tab", false), (["Enter"], "keys.enter", false), (["← → ↑ ↓"], "keys.go", true), (["Shift + ← → ↑ ↓"], "keys.move", true),
        (["E"], "keys.edit", true), (["X"], "keys.done", true), (["O"], "keys.open", true), (["S"], "keys.stack", true), (["T"], "keys.take", true),
        (["N"], "keys.new", true), (["F"], "keys.fact", true), (["Z", "Ctrl + Z"], "keys.undo", true), (["Shift + Z", "Ctrl + Y"], "keys.redo", true),
        (["Ctrl + Enter"], "keys.send", true), (["Esc"], "keys.escape", true), (["?"], "keys.plan", true),
    ]

    static func plan(_ say: Speech) -> [[String: Any]] {
        all.map { ["keys": $0.keys, "does": say($0.says), "needsScript": $0.needsScript] }
    }
}
