import Cast
import FlyingFox
import Foundation
import Storage
import Testing
import Web
import Workshop

@Suite("Pictures on the board, as pages show them")
struct PhotoPagesTests {
    struct Wall {
        let day: Day
        let anna: Browser
        let room: String
        let board: String

        init() async throws {
            day = try await Day.running()
            anna = try await day.anna
            room = day.room(1)
            board = "/boards/\(try BoardTests.board(in: await anna.get(room).body))"
        }

        func hangs(_ file: Data, by person: Browser? = nil, caption: String = "Arket", script: Bool = false) async throws -> (
            status: Int, body: String
        ) {
            var body = Data("--x\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n\(caption)\r\n".utf8)
            body += Data(
                "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.svg\"\r\nContent-Type: image/svg+xml\r\n\r\n".utf8)
            body += file + Data("\r\n--x--\r\n".utf8)
            var headers = ["Content-Type": "multipart/form-data; boundary=x"]
            if script { headers["Accept"] = "application/vnd.panorama.regions+json" }
            let answer = await (person ?? anna).response(.POST, "\(board)/photos", body: body, headers: headers)
            return (answer.statusCode.code, String(decoding: try await answer.bodyData, as: UTF8.self))
        }

        func photo() async throws -> String {
            String(try #require(try await anna.get(room).body.firstMatch(of: /src="(\/photos\/\d+)"/)).output.1)
        }
    }

    @Test("a picture hung up by one is seen by the group and those who watch it, and found by nobody else")
    func seen() async throws {
        let wall = try await Wall()
        #expect(try await wall.hangs(PictureFiles.jpeg(orientation: 6, secret: "hemmelig")).status == 303)
        let photo = try await wall.photo()
        for person in [wall.anna, try await wall.day.bjarne, try await wall.day.unni, try await wall.day.marit] {
            let answer = try await person.get(photo)
            #expect(answer.status == 200 && answer.headers["Content-Type"] == "image/jpeg")
            #expect(!answer.body.contains("hemmelig"))
            #expect(await person.response(.GET, photo, body: Data(), headers: [:]).headers[.cacheControl] == "private, no-cache")
            #expect(try await person.get(wall.room).body.contains("alt=\"Arket\""))
        }
        for person in [try await wall.day.cecilie, try await wall.day.olivia, try await wall.day.projector, Browser(day: wall.day)] {
            #expect(try await person.get(photo).status == 404)
            #expect(try await person.post("\(photo)/removal").status >= 400)
        }
        #expect(try await wall.anna.get("/photos/123456").status == 404)
        #expect(try await wall.anna.get(photo, headers: ["Range": "bytes=0-99999999999999999999,-5"]).status == 200)
    }

    @Test("a browser that has a picture is told that it may still show it, until it may not")
    func kept() async throws {
        let wall = try await Wall()
        _ = try await wall.hangs(PictureFiles.png())
        let photo = try await wall.photo()
        let mark = try #require(try await wall.anna.get(photo).headers["ETag"])
        #expect(try await wall.anna.get(photo, headers: ["If-None-Match": mark]).status == 304)
        #expect(try await wall.day.cecilie.get(photo, headers: ["If-None-Match": mark]).status == 404)
        #expect(try await wall.anna.post("\(photo)/removal").status == 303)
        #expect(try await wall.anna.get(photo, headers: ["If-None-Match": mark]).status == 404)
    }

    @Test("what is no picture is refused beside its field, and nobody who only watches hangs anything up")
    func refused() async throws {
        let wall = try await Wall()
        let answer = try await wall.hangs(Data("<svg/>".utf8), script: true)
        #expect(answer.status == 422 && answer.body.contains("\"photo\":\"Dette er ikke et bilde"))
        #expect(try await wall.hangs(PictureFiles.jpeg().prefix(60), script: true).body.contains("skadet"))
        #expect(try await wall.hangs(PictureFiles.jpeg(), by: wall.day.unni).status == 403)
        #expect(try await wall.hangs(PictureFiles.jpeg(), by: wall.day.cecilie).status == 404)
        #expect(try await !wall.anna.get(wall.room).body.contains("/photos/"))
    }

    @Test("a card hangs on the picture it was pinned onto, and in its field again when the picture is taken down")
    func cards() async throws {
        let wall = try await Wall()
        _ = try await wall.hangs(PictureFiles.jpeg(), caption: "")
        let photo = try await wall.photo()
        let number = photo.dropFirst("/photos/".count)
        #expect(try await wall.anna.post("\(wall.board)/cards", ["photo": String(number), "text": "Gul lapp"]).status == 303)
        func list() async throws -> String {
            String(try #require(try await wall.anna.get(wall.room).body.firstMatch(of: /data-list="((?:photo-cards|lane)-\d+)"/)).output.1)
        }
        #expect(try await list() == "photo-cards-\(number)")
        #expect(try await wall.anna.get(wall.room).body.contains("alt=\"Bilde fra "))
        let taken = try await wall.anna.post("\(photo)/removal")
        #expect(try await list().hasPrefix("lane-"))
        #expect(try await wall.anna.get(String(taken.location.split(separator: "#")[0])).body.contains("\(photo)/restoration"))
        #expect(try await wall.anna.post("\(photo)/restoration").status == 303)
        #expect(try await list() == "photo-cards-\(number)")
    }

    @Test("a picture comes to the plenary with its cards once its case is shown there, and to nobody else before that or on another day")
    func plenary() async throws {
        let wall = try await Wall()
        let day = wall.day
        _ = try await wall.hangs(PictureFiles.jpeg(), caption: "Arket til gruppe 1")
        let photo = try await wall.photo()
        _ = try await wall.anna.post("\(wall.board)/cards", ["photo": String(photo.dropFirst("/photos/".count)), "text": "Gul lapp"])
        let others = [try await day.cecilie, try await day.olivia, try await day.projector]
        func statuses() async throws -> Set<Int> {
            var statuses: Set<Int> = []
            for person in others { statuses.insert(try await person.get(photo).status) }
            return statuses
        }
        func turn(_ scenario: Int) async throws {
            _ = try await day.marit.post("/days/\(day.id)/plenary", ["scenario": day.scenarios[scenario].id.description])
        }
        try await turn(0)
        #expect(try await statuses() == [404])
        try await turn(1)
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        #expect(try await statuses() == [404])
        #expect(try await !day.cecilie.get("/days/\(day.id)/plenary").body.contains(photo))
        try await turn(0)
        #expect(try await statuses() == [200])
        for path in ["/days/\(day.id)/plenary", "/days/\(day.id)/projector"] {
            let page = try await (path.hasSuffix("plenary") ? day.cecilie : day.projector).get(path).body
            let picture = try #require(page.range(of: "src=\"\(photo)\" alt=\"Arket til gruppe 1\""), "\(path)")
            #expect(page[picture.upperBound...].contains("data-x=\"0.5\" data-y=\"0.5\""))
            #expect(page.matches(of: /Gul lapp/).count == 1)
        }
        try await turn(1)
        #expect(try await day.cecilie.get("/days/\(day.id)/plenary?case=\(day.scenarios[0].id)").body.contains(photo))
        #expect(try await statuses() == [200])
        #expect(try await Browser(day: day).get(photo).status == 404)
        try await day.store.move(day.id, to: .open, at: day.clock.now, by: day.facilitator)
        #expect(try await statuses() == [404])
        #expect(try await wall.anna.post("\(photo)/removal").status == 303)
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        try await turn(0)
        #expect(try await statuses() == [404])
    }

    @Test("a description with hostile text is shown as text")
    func hostile() async throws {
        let wall = try await Wall()
        _ = try await wall.hangs(PictureFiles.png(), caption: "\"><script>alert(1)</script>")
        #expect(try await wall.anna.get(wall.room).body.contains("alt=\"&quot;&gt;&lt;script&gt;"))
    }

    @Test("only the address where pictures are hung up takes more than other addresses")
    func limits() {
        #expect(PanoramaSite.largerBody("/boards/5/photos") == (8 << 20) + 64 * 1024)
        #expect(PanoramaSite.largerBody("/boards/5/cards") == nil && PanoramaSite.largerBody("/photos/5") == nil)
    }
}
