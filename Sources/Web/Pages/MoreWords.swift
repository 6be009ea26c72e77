import Crypto
import FlyingFox
import Foundation
import Storage
import Workshop

/// What scripts say and show when hands do something: fetched apart from the pages, and kept for ever under an address that changes with the words.
struct MoreWords: Sendable {
    let address: String
    let markup: HTML

    init(_ views: Views, in language: Language) throws {
        let keys = BoardKeys.further(Speech(catalogue: views.catalogue, language: language))
        markup = try views.render("layouts/more-words.html", ["keys": keys], in: language)
        let mark = SHA256.hash(data: Data(markup.markup.utf8)).prefix(6).map { String(format: "%02x", $0) }.joined()
        address = "/words/\(language.rawValue)/\(mark)"
    }
}

extension PanoramaSite {
    static let wordRoutes: [Route] = [.get("/words/:language/:mark") { try $0.showWords($1) }]

    func moreWords(in language: Language) throws -> MoreWords {
        if let known = knownWords.withLock({ $0[language] }) { return known }
        let words = try MoreWords(views, in: language)
        knownWords.withLock { $0[language] = words }
        return words
    }

    private func showWords(_ request: Request) throws -> HTTPResponse {
        guard let language = Language(rawValue: request.parameters["language"] ?? "") else { throw Refusal.notFound }
        let words = try moreWords(in: language)
        guard request.path == words.address else { throw Refusal.notFound }
        var answer = Answer.html(words.markup)
        answer.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return answer
    }
}
