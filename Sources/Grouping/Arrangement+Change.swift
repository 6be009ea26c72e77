extension Arrangement {
    /// What would change if `person` went to group `to`, and `with` (-1: nobody) came in return. Changes nothing.
    func change(_ person: Int, _ with: Int, to: Int) -> Score {
        let from = Int(groupOf[person])
        newBurden[0] = burden[from]
        newBurden[1] = burden[groups + from]
        newBurden[2] = burden[2 * groups + from]
        newBurden[3] = burden[to]
        newBurden[4] = burden[groups + to]
        newBurden[5] = burden[2 * groups + to]
        for rule in 0..<rules {
            let after = after(rule, person, with, from, to)
            newRaw[2 * rule] = after.rawFrom
            newRaw[2 * rule + 1] = after.rawTo
            newCost[2 * rule] = after.costFrom
            newCost[2 * rule + 1] = after.costTo
            let level = steps[rule].level
            newBurden[level] += after.costFrom - cost[rule * groups + from]
            newBurden[3 + level] += after.costTo - cost[rule * groups + to]
        }
        var change = Score()
        change.must = weighedChange(0, from, to)
        change.should = weighedChange(1, from, to)
        change.wish = weighedChange(2, from, to)
        if with < 0 {
            change.sizes = sizeCost(size[from] - 1) - sizeCost(size[from]) + sizeCost(size[to] + 1) - sizeCost(size[to])
        }
        tried = (person, with, from, to, change)
        return change
    }

    /// What one rule would be off by, and cost, in both groups after the change.
    @inline(__always)
    func after(_ rule: Int, _ person: Int, _ with: Int, _ from: Int, _ to: Int) -> (
        rawFrom: Double, rawTo: Double, costFrom: Double, costTo: Double
    ) {
        let placeFrom = rule * groups + from
        let placeTo = rule * groups + to
        var rawFrom = raw[placeFrom]
        var rawTo = raw[placeTo]
        var costFrom = cost[placeFrom]
        var costTo = cost[placeTo]
        let step = UnsafePointer(steps + rule)
        switch step.pointee.shape {
        case .counts, .notAlone, .oneKind:
            let leaving = Int(step.pointee.kindOf[person])
            let coming = with < 0 ? -1 : Int(step.pointee.kindOf[with])
            if leaving == coming { break }
            if step.pointee.shape == .oneKind {
                costFrom = Measure.cost(mixed(step.pointee, from, leaving, coming))
                costTo = Measure.cost(mixed(step.pointee, to, coming, leaving))
                break
            }
            let rowFrom = counts + step.pointee.countStart + from * step.pointee.kinds
            let rowTo = counts + step.pointee.countStart + to * step.pointee.kinds
            if leaving >= 0 {
                rawFrom += excess(step.pointee, leaving, rowFrom[leaving] - 1) - excess(step.pointee, leaving, rowFrom[leaving])
                rawTo += excess(step.pointee, leaving, rowTo[leaving] + 1) - excess(step.pointee, leaving, rowTo[leaving])
            }
            if coming >= 0 {
                rawFrom += excess(step.pointee, coming, rowFrom[coming] + 1) - excess(step.pointee, coming, rowFrom[coming])
                rawTo += excess(step.pointee, coming, rowTo[coming] - 1) - excess(step.pointee, coming, rowTo[coming])
            }
            costFrom = Measure.cost(rawFrom)
            costTo = Measure.cost(rawTo)
        case .means:
            let own = step.pointee.values[person]
            let other = with < 0 ? Double.nan : step.pointee.values[with]
            var knownFrom = known[placeFrom]
            var knownTo = known[placeTo]
            if !own.isNaN {
                rawFrom -= own
                rawTo += own
                knownFrom -= 1
                knownTo += 1
            }
            if !other.isNaN {
                rawFrom += other
                rawTo -= other
                knownFrom += 1
                knownTo -= 1
            }
            costFrom = unlike(step.pointee, rawFrom, knownFrom)
            costTo = unlike(step.pointee, rawTo, knownTo)
        case .together, .apart:
            let isApart = step.pointee.shape == .apart
            untie(step, person, with, from, to, isApart, &rawFrom, &rawTo)
            if with >= 0 { untie(step, with, person, to, from, isApart, &rawTo, &rawFrom) }
            costFrom = rawFrom
            costTo = rawTo
        }
        return (rawFrom, rawTo, costFrom, costTo)
    }

    @inline(__always) private func weighedChange(_ level: Int, _ from: Int, _ to: Int) -> Double {
        Score.weighed(newBurden[level]) - Score.weighed(burden[level * groups + from]) + Score.weighed(newBurden[3 + level])
            - Score.weighed(burden[level * groups + to])
    }

    /// What the ties of one person add to both groups when that person goes from one to the other.
    ///
    /// A pair that must be apart burdens its one group with its whole strength; a parted pair that belongs together burdens both with half.
    /// In that case a third group’s burden stays, since the pair was parted before and after.
    @inline(__always)
    private func untie(
        _ step: UnsafePointer<Step>, _ person: Int, _ skipped: Int, _ from: Int, _ to: Int, _ isApart: Bool,
        _ rawFrom: inout Double, _ rawTo: inout Double
    ) {
        var index = Int(step.pointee.start[person])
        let end = Int(step.pointee.start[person + 1])
        while index < end {
            let other = Int(step.pointee.others[index])
            let strength = step.pointee.strengths[index]
            index += 1
            if other == skipped { continue }
            let place = Int(groupOf[other])
            if isApart {
                if place == from { rawFrom -= strength } else if place == to { rawTo += strength }
            } else if place == from {
                rawFrom += strength / 2
                rawTo += strength / 2
            } else if place == to {
                rawFrom -= strength / 2
                rawTo -= strength / 2
            } else {
                rawFrom -= strength / 2
                rawTo += strength / 2
            }
        }
    }
}
