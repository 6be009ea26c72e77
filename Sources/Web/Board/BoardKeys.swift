/// The keys of the board, as its plan shows them.
enum BoardKeys {
    private typealias Key = (keys: [String], says: String)
    private static let everywhere: [Key] = [(["Tab"], "keys.tab"), (["Enter"], "keys.enter")]
    private static let ofScripts: [Key] = [
        (["← → ↑ ↓"], "keys.go"), (["Shift + ← → ↑ ↓"], "keys.move"), (["E"], "keys.edit"), (["X"], "keys.done"), (["O"], "keys.open"),
        (["S"], "keys.stack"), (["L"], "keys.tie"), (["T"], "keys.take"), (["N"], "keys.new"), (["F"], "keys.fact"), (["Z", "Ctrl + Z"], "keys.undo"),
        (["Shift + Z", "Ctrl + Y"], "keys.redo"), (["Ctrl + Enter"], "keys.send"), (["Esc"], "keys.escape"), (["?"], "keys.plan"),
    ]

    /// Those of any page.
    static func usual(_ say: Speech) -> [[String: Any]] { told(everywhere, say) }

    /// Those that come with the scripts for hands.
    static func further(_ say: Speech) -> [[String: Any]] { told(ofScripts, say) }

    private static func told(_ keys: [Key], _ say: Speech) -> [[String: Any]] { keys.map { ["keys": $0.keys, "does": say($0.says)] } }
}
