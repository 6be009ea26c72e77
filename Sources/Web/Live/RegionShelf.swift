import Storage
import Workshop

/// Regions rendered once per version and language, until something touches them.
final class RegionShelf: Sendable {
    private struct Key: Hashable {
        var region: AnyHashableRegion
        var language: Language
    }

    private struct Shelf {
        /// Counts what has been touched; a rendering that began before a touch is not kept.
        var touches: Int64 = 0
        var touched: [AnyHashableRegion: Int64] = [:]
        var rendered: [Key: RenderedRegion] = [:]
        var forgottenAt: Int64 = 0
        /// The place in the journal up to which the shelf knows what was touched.
        var position: Int64 = 0
    }

    /// How far the site had heard when somebody began to read. What is rendered from that reading is current only while nothing has
    /// touched it since.
    struct Moment: Sendable {
        let position: Int64
        fileprivate let touches: Int64
    }

    private let shelf: Locked<Shelf>

    /// `position` is how far the journal has come before anything is heard.
    init(position: Int64) { shelf = Locked(Shelf(position: position)) }

    /// The last journal position the site has heard of.
    var position: Int64 { moment.position }

    var moment: Moment { shelf.withLock { Moment(position: $0.position, touches: $0.touches) } }

    func touch(_ regions: [any Region], at position: Int64) {
        shelf.withLock { shelf in
            shelf.position = max(shelf.position, position)
            shelf.touches += 1
            if shelf.touched.count > 20_000 || shelf.rendered.count > 20_000 {
                shelf.touched.removeAll()
                shelf.rendered.removeAll()
                shelf.forgottenAt = shelf.touches
            }
            for region in regions {
                let region = AnyHashableRegion(region)
                shelf.touched[region] = shelf.touches
                for language in Language.allCases { shelf.rendered[Key(region: region, language: language)] = nil }
            }
        }
    }

    /// Forgets every rendering: who is who, or what may be done, has changed for whole pages.
    func forget() {
        shelf.withLock { shelf in
            shelf.touches += 1
            shelf.forgottenAt = shelf.touches
            shelf.rendered.removeAll()
        }
    }

    /// The region as it is now.
    func rendered(_ region: any Region, in language: Language, by site: PanoramaSite) async throws -> (version: Int64, html: HTML?) {
        let key = Key(region: AnyHashableRegion(region), language: language)
        if region.isShelved, let known = shelf.withLock({ $0.rendered[key] }) { return (known.version ?? 0, known.html) }
        let moment = moment
        var fresh = try await region.rendered(by: site, in: language)
        fresh.version = fresh.version ?? moment.position
        if region.isShelved { keep(fresh, as: key, readSince: moment) }
        return (fresh.version ?? 0, fresh.html)
    }

    /// The region at `version` from the shelf, or rendered now by `render` from what was read after `moment`, and kept.
    func kept(_ region: some Region, version: Int64, readSince moment: Moment, in language: Language, _ render: () throws -> RenderedRegion)
        rethrows -> HTML?
    {
        let key = Key(region: AnyHashableRegion(region), language: language)
        if let known = shelf.withLock({ $0.rendered[key] }), known.version == version { return known.html }
        let fresh = try render()
        keep(fresh, as: key, readSince: moment)
        return fresh.html
    }

    private func keep(_ fresh: RenderedRegion, as key: Key, readSince moment: Moment) {
        shelf.withLock { shelf in
            if max(shelf.touched[key.region] ?? 0, shelf.forgottenAt) <= moment.touches { shelf.rendered[key] = fresh }
        }
    }

    func message(for region: any Region, in language: Language, on site: PanoramaSite) async throws -> RegionMessage {
        let (version, html) = try await rendered(region, in: language, by: site)
        return RegionMessage(region: region.id, version: version, html: html?.markup)
    }
}

struct AnyHashableRegion: Hashable, Sendable {
    let region: any Region

    init(_ region: any Region) { self.region = region }

    static func == (lhs: Self, rhs: Self) -> Bool {
        func equal<Left: Region>(_ left: Left, _ right: any Region) -> Bool { (right as? Left) == left }
        return equal(lhs.region, rhs.region)
    }

    func hash(into hasher: inout Hasher) { region.hash(into: &hasher) }
}

extension PanoramaSite {
    /// The region's markup inside a page, wrapped by nothing: the partial carries its own id and version.
    func html(_ region: some Region, in language: Language) async throws -> HTML {
        try await regions.rendered(region, in: language, by: self).html ?? HTML(trusted: "")
    }
}
