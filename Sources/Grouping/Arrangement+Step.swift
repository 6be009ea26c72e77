extension Arrangement {
    /// A rule’s numbers where the search can read them without counting references.
    struct Step {
        var shape: Measure.Shape
        var level: Int
        var kinds: Int
        var kindOf: UnsafePointer<Int32>
        var least: UnsafePointer<Int32>
        var most: UnsafePointer<Int32>
        var values: UnsafePointer<Double>
        var mean: Double
        var scale: Double
        var tolerance: Double
        var start: UnsafePointer<Int32>
        var others: UnsafePointer<Int32>
        var strengths: UnsafePointer<Double>
        var countStart: Int
    }
}

extension Arrangement.Step {
    /// Copies what the measure holds; `deallocate` frees it.
    init(_ measure: Measure, countStart: Int) {
        func copy<Element>(_ array: [Element]) -> UnsafePointer<Element> {
            let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(array.count, 1))
            _ = UnsafeMutableBufferPointer(start: memory, count: array.count).initialize(from: array)
            return UnsafePointer(memory)
        }
        self.init(
            shape: measure.shape, level: measure.level.rawValue, kinds: measure.kinds, kindOf: copy(measure.kindOf),
            least: copy(measure.least), most: copy(measure.most), values: copy(measure.values), mean: measure.mean,
            scale: measure.deviation > 0 ? 1 / measure.deviation : 0, tolerance: measure.tolerance, start: copy(measure.start),
            others: copy(measure.others), strengths: copy(measure.strengths), countStart: countStart)
    }

    func deallocate() {
        for memory in [kindOf, least, most, start, others] { memory.deallocate() }
        for memory in [values, strengths] { memory.deallocate() }
    }
}
