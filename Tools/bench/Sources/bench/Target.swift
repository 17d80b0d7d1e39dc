/// What is asked of a figure, and what stands in the way of it.
struct Target {
    enum Bound {
        case atMost(Double)
        case atLeast(Double)
        /// At least this part of the limit of the same run.
        case partOfLimit(Double)
    }

    let bound: Bound
    /// How many times what C takes the bound leaves; nil where it was not written beside a limit in C that is measured
    /// here. It holds on any machine, while the bound itself is for the one on which C did what it was written beside.
    let room: Double?
    /// What the vault does there and C does not: why a run misses it.
    let obstacle: String

    /// - Parameter limit: what C took where the target was written.
    static func atMost(_ most: Double, beside limit: Double? = nil, _ obstacle: String) -> Target {
        Target(bound: .atMost(most), room: limit.map { most / $0 }, obstacle: obstacle)
    }

    /// - Parameter limit: the rate of C where the target was written.
    static func atLeast(_ least: Double, beside limit: Double? = nil, _ obstacle: String) -> Target {
        Target(bound: .atLeast(least), room: limit.map { $0 / least }, obstacle: obstacle)
    }

    static func partOfLimit(_ part: Double, _ obstacle: String) -> Target {
        Target(bound: .partOfLimit(part), room: 1 / part, obstacle: obstacle)
    }

    func isMet(by samples: Samples, _ limit: Samples?) -> Bool {
        switch bound {
        case .atMost(let most): samples.median <= most
        case .atLeast(let least): samples.median >= least
        case .partOfLimit(let part): limit.map { samples.median / $0.median >= part } ?? false
        }
    }

    func text(_ unit: Figure.Unit) -> String {
        switch bound {
        case .atMost(let most): "≤ " + unit.text(most)
        case .atLeast(let least): "≥ " + unit.text(least)
        case .partOfLimit(let part): "≥ \(part) of the limit"
        }
    }
}
