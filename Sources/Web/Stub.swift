import FlyingFox
import Foundation
package protocol Site: Sendable { func respond(to request: HTTPRequest) async -> HTTPResponse }
package final class Mailbox: Sendable {
    init(maxMessages: Int, maxBytes: Int, onEnd: @escaping @Sendable (Mailbox) -> Void) {}
    func push(_ bytes: [UInt8]) -> Bool { true }
    func close() {}
}
func eventStream(_ mailbox: Mailbox) -> HTTPResponse { HTTPResponse(statusCode: .ok) }
