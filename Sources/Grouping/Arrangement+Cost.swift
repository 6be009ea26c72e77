/// What sizes and rules cost in one group.
extension Arrangement {
    @inline(__always) func sizeCost(_ size: Int32) -> Double {
        guard let ideal = table.ideal else { return 0 }
        return (Double(size) - ideal) * (Double(size) - ideal)
    }

    @inline(__always) func excess(_ step: Step, _ kind: Int, _ count: Int32) -> Double {
        if step.shape == .notAlone { return count == 1 ? 1 : 0 }
        return Double(max(0, step.least[kind] - count) + max(0, count - step.most[kind]))
    }

    /// How many in a group are not of its commonest kind, after one of `leaving` has gone and one of `coming` has come.
    @inline(__always) func mixed(_ step: Step, _ group: Int, _ leaving: Int, _ coming: Int) -> Double {
        let row = counts + step.countStart + group * step.kinds
        var most: Int32 = 0
        var all: Int32 = 0
        for kind in 0..<step.kinds {
            let count = row[kind] - (kind == leaving ? 1 : 0) + (kind == coming ? 1 : 0)
            all += count
            most = max(most, count)
        }
        return Double(all - most)
    }

    @inline(__always) func unlike(_ step: Step, _ sum: Double, _ known: Int32) -> Double {
        guard known > 0 else { return 0 }
        let off = abs(sum / Double(known) - step.mean) * step.scale - step.tolerance
        return off > 1e-12 ? 0.9 + 0.1 * (1 + off) : 0
    }
}
