import FlyingFox
import FlyingSocks

/// The response that carries a mailbox to a browser as server-sent events, until either side ends it.
///
/// The mailbox closes when the stream ends, however it does: the client left, was too slow, or the answer was never sent.
package func eventStream(_ mailbox: Mailbox, heartbeat: Heartbeat = .shared) -> HTTPResponse {
    heartbeat.keepAlive(mailbox)
    return HTTPResponse(
        statusCode: .ok,
        headers: [
            .contentType: "text/event-stream", .cacheControl: "no-store", HTTPHeader("X-Accel-Buffering"): "no",
        ],
        body: HTTPBodySequence(from: MailboxSequence(mailbox), count: HTTPBodySequence.endless))
}

/// What comes out of a mailbox, several waiting messages as one piece.
struct MailboxSequence: AsyncBufferedSequence {
    typealias Element = UInt8

    /// Closes the mailbox when the last one who could read it is gone.
    final class Lease: Sendable {
        let mailbox: Mailbox
        init(_ mailbox: Mailbox) { self.mailbox = mailbox }
        deinit { mailbox.close() }
    }

    private let lease: Lease

    init(_ mailbox: Mailbox) { lease = Lease(mailbox) }

    func makeAsyncIterator() -> Iterator { Iterator(lease: lease) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        private let lease: Lease
        private var rest: ArraySlice<UInt8> = []

        fileprivate init(lease: Lease) { self.lease = lease }

        mutating func next() async -> UInt8? {
            if rest.isEmpty { rest = await lease.mailbox.next(on: Connection.streaming)?[...] ?? [] }
            return rest.popFirst()
        }

        /// A whole piece, larger than suggested if need be: one message is one write.
        mutating func nextBuffer(suggested count: Int) async -> [UInt8]? { await lease.mailbox.next(on: Connection.streaming) }
    }
}
