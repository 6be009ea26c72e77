/// How far a division is from its rules: smaller is better, and a higher level always decides before a lower one.
///
/// Within a level each group is burdened with the sum of what its rules cost there, and the score is the sum of the weighed burdens.
/// A burden weighs more the larger it is: the worst-off group counts most, and taking from its burden always helps
/// more than taking as much from another’s (the transfer principle of Pigou and Dalton).
package struct Score: Hashable, Sendable, Comparable {
    package var must: Double
    package var should: Double
    package var wish: Double
    /// How far the groups are from the ideal size.
    package var sizes: Double

    package init(must: Double = 0, should: Double = 0, wish: Double = 0, sizes: Double = 0) {
        self.must = must
        self.should = should
        self.wish = wish
        self.sizes = sizes
    }

    static let nearness = 1e-7

    /// What a group’s burden at one level adds to the score; grows faster than the burden.
    @inline(__always) static func weighed(_ burden: Double) -> Double { burden * (1 + 0.05 * burden) }

    package static func < (one: Score, other: Score) -> Bool {
        if abs(one.must - other.must) > nearness { return one.must < other.must }
        if abs(one.should - other.should) > nearness { return one.should < other.should }
        if abs(one.wish - other.wish) > nearness { return one.wish < other.wish }
        return one.sizes < other.sizes - nearness
    }

    package static func + (one: Score, other: Score) -> Score {
        Score(must: one.must + other.must, should: one.should + other.should, wish: one.wish + other.wish, sizes: one.sizes + other.sizes)
    }

    /// Without the dust that sums of fractions leave.
    var tidied: Score {
        func tidy(_ number: Double) -> Double { abs(number) < Score.nearness ? 0 : number }
        return Score(must: tidy(must), should: tidy(should), wish: tidy(wish), sizes: tidy(sizes))
    }

    /// One number for the search to climb by.
    var blended: Double { 512 * must + 64 * should + 8 * wish + sizes }
}

/// Random numbers that are the same for the same seed on every machine (Vigna’s SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to and without `bound`, which must be above 0.
    mutating func below(_ bound: Int) -> Int { Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32) }

    /// A number from 0 up to and without 1.
    mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func shuffle<Element>(_ array: inout [Element]) {
        for index in array.indices.dropFirst().reversed() { array.swapAt(index, below(index + 1)) }
    }
}
