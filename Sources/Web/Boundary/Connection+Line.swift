import FlyingSocks
import Foundation

extension Connection: Line {
    /// The connection on which the answer that is being made goes out as a stream.
    @TaskLocal static var streaming: Connection?

    /// Sends what the system takes at once; nothing unless the connection streams and its task waits for something to send.
    func take(_ message: [UInt8]) -> Int {
        whileStreaming { descriptor in
            max(0, message.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) })
        } ?? 0
    }
}
