extension Arrangement {
    /// Does what was last tried with `change`.
    func commit() {
        let (person, with, from, to, change) = tried
        for rule in 0..<rules {
            let step = steps[rule]
            let placeFrom = rule * groups + from
            let placeTo = rule * groups + to
            switch step.shape {
            case .counts, .notAlone, .oneKind:
                let rowFrom = counts + step.countStart + from * step.kinds
                let rowTo = counts + step.countStart + to * step.kinds
                let leaving = Int(step.kindOf[person])
                let coming = with < 0 ? -1 : Int(step.kindOf[with])
                if leaving >= 0 {
                    rowFrom[leaving] -= 1
                    rowTo[leaving] += 1
                }
                if coming >= 0 {
                    rowFrom[coming] += 1
                    rowTo[coming] -= 1
                }
            case .means:
                if !step.values[person].isNaN {
                    known[placeFrom] -= 1
                    known[placeTo] += 1
                }
                if with >= 0, !step.values[with].isNaN {
                    known[placeFrom] += 1
                    known[placeTo] -= 1
                }
            case .together, .apart: break
            }
            raw[placeFrom] = newRaw[2 * rule]
            raw[placeTo] = newRaw[2 * rule + 1]
            cost[placeFrom] = newCost[2 * rule]
            cost[placeTo] = newCost[2 * rule + 1]
        }
        for level in 0..<3 {
            burden[level * groups + from] = newBurden[level]
            burden[level * groups + to] = newBurden[3 + level]
        }
        groupOf[person] = Int32(to)
        if with >= 0 {
            groupOf[with] = Int32(from)
        } else {
            size[from] -= 1
            size[to] += 1
        }
        score = score + change
    }
}
