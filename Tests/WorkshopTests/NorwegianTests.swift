import Testing
import Workshop

@Suite("Norwegian order")
struct NorwegianTests {
    @Test("æ, ø and å come last, and letters with accents or strokes stand with the plain ones")
    func order() {
        let names = ["Åse", "Łukasz", "Øystein", "Đorđe", "Ærlend", "Žofia", "Mona", "Čedomir", "Dag", "Egil", "Liv"]
        #expect(
            names.inNorwegianOrder { $0 } == [
                "Čedomir", "Dag", "Đorđe", "Egil", "Liv", "Łukasz", "Mona", "Žofia", "Ærlend", "Øystein", "Åse",
            ])
    }
}
