extension Table {
    /// How many are pinned to each group.
    var held: [Int] {
        var held = [Int](repeating: 0, count: groups)
        for group in pinned where group >= 0 { held[Int(group)] += 1 }
        return held
    }

    /// Makes room for everyone who is pinned: a group with more of them than its share has them alone, and the other groups share the rest.
    mutating func makeRoomForPinned() {
        let held = held
        var crowded: Set<Int> = []
        var share = largest
        while case let more = (0..<groups).filter({ held[$0] > share && !crowded.contains($0) }), !more.isEmpty {
            crowded.formUnion(more)
            let rest = count - crowded.reduce(0) { $0 + held[$1] }
            let open = max(groups - crowded.count, 1)
            smallest = min(smallest, rest / open)
            if ideal == nil { share = (rest + open - 1) / open }
        }
        room = held.map { max($0, share) }
        largest = room.max() ?? largest
    }

    /// The same seating with everyone who is pinned in the right place, changing places with someone who is not.
    func keepingPins(_ seating: [Int32]) -> [Int32] {
        var seating = seating
        for person in 0..<count where pinned[person] >= 0 && seating[person] != pinned[person] {
            let other = (0..<count).first { seating[$0] == pinned[person] && pinned[$0] != pinned[person] }
            if let other { seating[other] = seating[person] }
            seating[person] = pinned[person]
        }
        return seating
    }

    func isSized(_ seating: [Int32]) -> Bool {
        var sizes = [Int](repeating: 0, count: groups)
        for group in seating { sizes[Int(group)] += 1 }
        return zip(sizes, room).allSatisfy { smallest <= $0 && $0 <= $1 }
    }
}
