/// One line of the table: what the vault does, what C does in the same run, and what performance.md asks for.
struct Figure {
    enum Unit: String {
        case microseconds = "µs"
        case milliseconds = "ms"
        case seconds = "s"
        case perSecond = "/s"
        case bytes = "B"
        case count = ""
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

    /// The figure divided by its limit: of a time how many times it takes, of a rate which part is reached.
    var ratio: Double? { limit.map { samples.median / $0.samples.median } }

    /// Nil where nothing is asked for.
    var isMet: Bool? {
        switch target {
        case .atMost(let most): samples.median <= most
        case .atLeast(let least): samples.median >= least
        case .partOfLimit(let part): ratio.map { $0 >= part }
        case nil: nil
        }
    }
}
