extension Table {
    /// Pinned people where they stay, the others dealt out kind by kind, so that most rules of counting begin nearly met.
    func firstSeating(_ dice: inout Dice) -> [Int32] {
        var seating = pinned
        var free = (0..<count).filter { pinned[$0] < 0 }
        dice.shuffle(&free)
        let counting = measures.filter { $0.shape == .counts || $0.shape == .notAlone }.sorted { ($0.level, $0.rule) < ($1.level, $1.rule) }
        func before(_ one: Int, _ other: Int) -> Bool {
            for measure in counting where measure.kindOf[one] != measure.kindOf[other] {
                return measure.kindOf[one] > measure.kindOf[other]
            }
            return false
        }
        let ranked = free.enumerated().sorted {
            before($0.element, $1.element) || (!before($1.element, $0.element) && $0.offset < $1.offset)
        }
        var sizes = held
        var next = 0
        for (_, person) in ranked {
            // The smallest groups first, in turn; nobody is put above the even share while another group is below it.
            let smallestNow = (0..<groups).filter { sizes[$0] < room[$0] }.map { sizes[$0] }.min() ?? 0
            while sizes[next] == room[next] || sizes[next] > smallestNow { next = (next + 1) % groups }
            seating[person] = Int32(next)
            sizes[next] += 1
            next = (next + 1) % groups
        }
        return seating
    }
}
