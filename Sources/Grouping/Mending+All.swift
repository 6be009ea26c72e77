extension Mending {
    /// Tries every way to move nobody, then one person, then two, until that takes too long or nothing better can come.
    func tryAll() {
        let free = (0..<table.count).filter { table.pinned[$0] < 0 }
        var best = whole(moved: zip(before, arrangement.seating).count { $0 != $1 })
        var seating = arrangement.seating
        func moveOn(_ left: Int, from first: Int, moved: Int) {
            if left == 0 {
                let found = whole(moved: moved)
                guard found < best else { return }
                best = found
                seating = arrangement.seating
                return
            }
            guard first + left <= free.count else { return }
            for index in first...(free.count - left) {
                let person = free[index]
                for to in 0..<table.groups where to != Int(before[person]) {
                    _ = arrangement.change(person, -1, to: to)
                    arrangement.commit()
                    moveOn(left - 1, from: index + 1, moved: moved)
                    _ = arrangement.change(person, -1, to: Int(before[person]))
                    arrangement.commit()
                }
            }
        }
        var ways = 1.0
        for moved in 0...free.count {
            if moved > 0 { ways *= Double((free.count - moved + 1) * (table.groups - 1)) / Double(moved) }
            let isWhole = best.sizes == 0 && best.must <= Score.nearness
            if ways > 200_000 || (isWhole && moved > best.moved) { break }
            arrangement.seat(before)
            moveOn(moved, from: 0, moved: moved)
        }
        arrangement.seat(seating)
    }
}
