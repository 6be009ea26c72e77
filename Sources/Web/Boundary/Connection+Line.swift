import FlyingFox
import FlyingSocks
import Foundation

extension Connection: Line {
    /// The connection on which the answer that is being made goes out as a stream.
    @TaskLocal static var streaming: Connection?

    /// Sends what comes out of `stream` until either side ends it, and closes.
    func carry(_ stream: HTTPBodySequence, within seconds: Double) async {
        defer { close() }
        try? await Connection.$streaming.withValue(self) {
            try enter(.streaming, for: nil)
            for try await piece in stream where !piece.isEmpty {
                try await write(piece, within: seconds)
                try enter(.streaming, for: nil)
            }
        }
    }

    /// Sends what the system takes at once; nothing unless the connection streams and its task waits for something to send.
    func take(_ message: [UInt8]) -> Int {
        whileStreaming { descriptor in
            max(0, message.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) })
        } ?? 0
    }
}
