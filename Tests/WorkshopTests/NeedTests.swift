import Testing
import Workshop

@Suite("What those who come must have")
struct NeedTests {
    @Test("equal needs are one need with everyone’s name, the commonest first; nobody’s blank is a need")
    func summed() {
        let needs = Need.summed([
            ("Anna", "Nøtteallergi"), ("Bjarne", "vegetar"), ("Cecilie", ""), ("David", "Vegetar."), ("Eirik", "  vegetar "),
            ("Frida", "Vegetar uten egg"),
        ])
        #expect(
            needs == [
                Need(text: "vegetar", names: ["Bjarne", "David", "Eirik"]), Need(text: "Nøtteallergi", names: ["Anna"]),
                Need(text: "Vegetar uten egg", names: ["Frida"]),
            ])
    }
}
