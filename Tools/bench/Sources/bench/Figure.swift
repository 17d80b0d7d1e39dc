/// One line of the table: what the vault does, what C does in the same run, and what performance.md asks for.
struct Figure {
    enum Unit: String {
        case microseconds = "µs"
        case milliseconds = "ms"
        case seconds = "s"
        case perSecond = "/s"
        case bytes = "B"
        case mebibytes = "MiB"
        case gigabytesPerSecond = "GB/s"
        case count = ""

        /// More is better.
        var isRate: Bool { self == .perSecond || self == .gigabytesPerSecond }
    }

    enum Target {
        case atMost(Double)
        case atLeast(Double)
        /// At least this part of the limit of the same run.
        case partOfLimit(Double)
    }

    struct Limit {
        /// What C did.
        let what: String
        let samples: Samples
    }

    let name: String
    let unit: Unit
    let samples: Samples
    var limit: Limit?
    var target: Target?
    /// Why it stands as far from its limit as it does.
    var why: String?

    /// The figure divided by its limit: of a time how many times it takes, of a rate which part is reached.
    var ratio: Double? { limit.map { samples.median / $0.samples.median } }

    /// Nil where nothing is asked for.
    var isMet: Bool? { isMet(by: samples.median) }

    /// Whether C reaches the target in this run.
    var limitIsMet: Bool? { limit.flatMap { isMet(by: $0.samples.median) } }

    private func isMet(by value: Double) -> Bool? {
        switch target {
        case .atMost(let most): value <= most
        case .atLeast(let least): value >= least
        case .partOfLimit(let part): limit.map { value / $0.samples.median >= part }
        case nil: nil
        }
    }
}
