import Storage
import Workshop

/// Who has which board before them now, and who holds the pen of which card. Kept nowhere but here: it goes with the browser and with the server.
///
/// However many come and go, a board is told at most once in each pause, with a limited number of names.
package final class Presence: Sendable {
    private struct State {
        var rooms: [ID<Board>: Room] = [:]
        var count: Int64
        var tell: @Sendable (ID<Board>) -> Void = { _ in }
    }

    /// How long a board is left in peace after it was told.
    static let pause = Duration.seconds(1)
    /// A pen that nobody takes up again lasts one to two of these.
    static let penLasts = Duration.seconds(20)

    private let state: Locked<State>
    private let wait: @Sendable (Duration) async -> Void

    /// Counts its versions up from `start`, which is later for each server than for the one before.
    init(countingFrom start: Int64, wait: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }) {
        state = Locked(State(count: start))
        self.wait = wait
    }

    /// Has `tell` called with each board that looks otherwise than when it was last told.
    func open(_ tell: @escaping @Sendable (ID<Board>) -> Void) { state.withLock { $0.tell = tell } }

    func enter(_ board: ID<Board>, _ person: ID<Attendance>, named name: String) {
        change(board) { $0.enter(person, named: name, number: $1) }
    }

    func leave(_ board: ID<Board>, _ person: ID<Attendance>) { change(board) { room, _ in room.leave(person) } }

    /// Somebody writes on a card, and on no other; to be said again at least once in `penLasts`. `hand` is the taking up it is said for.
    func hold(_ pen: Pen, in hand: String = "", at board: ID<Board>) { change(board) { room, _ in room.hold(pen, in: hand) } }

    /// Lays down a pen that is held by the same hand, so that what a page says when it is left may come after what the next one says.
    func lay(_ pen: Pen, from hand: String = "", at board: ID<Board>) { change(board) { room, _ in room.lay(pen, from: hand) } }

    /// What was last told of a board.
    func sight(of board: ID<Board>) -> (sight: Sight, version: Int64) {
        state.withLock { state in
            guard let room = state.rooms[board] else { return (Sight(), state.count) }
            return (room.told, room.version)
        }
    }

    private func change(_ board: ID<Board>, _ change: (inout Room, Int64) -> Void) {
        let (isNew, watches) = state.withLock { state in
            state.count += 1
            let count = state.count
            return state.rooms[board, default: Room(version: count)].note { change(&$0, count) }
        }
        if isNew {
            Task { [weak self, wait] in
                await wait(Self.pause)
                self?.tell(board)
            }
        }
        if watches { Task { [weak self, wait] in while await self?.lookAround(board, wait) == true {} } }
    }

    private func tell(_ board: ID<Board>) {
        let tell = state.withLock { state -> (@Sendable (ID<Board>) -> Void)? in
            guard var room = state.rooms[board] else { return nil }
            room.isDue = false
            let sight = room.sight
            let isNews = sight != room.told
            if isNews {
                state.count += 1
                room.version = state.count
                room.told = sight
            }
            state.rooms[board] = room.isEmpty ? nil : room
            return isNews ? state.tell : nil
        }
        tell?(board)
    }

    /// Takes away the pens that have not been held since the last time; false when none is left.
    private func lookAround(_ board: ID<Board>, _ wait: @Sendable (Duration) async -> Void) async -> Bool {
        await wait(Self.penLasts)
        change(board) { room, _ in room.lookAround() }
        return state.withLock { $0.rooms[board]?.isWatched == true }
    }
}
