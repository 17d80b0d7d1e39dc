import Foundation

/// One line of the table: what the vault does, what C does in the same run, and the target.
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

        func text(_ value: Double) -> String {
            let number = String(format: abs(value) >= 100 ? "%.0f" : abs(value) >= 10 ? "%.1f" : "%.2f", value)
            return self == .count || self == .perSecond ? number + rawValue : "\(number) \(rawValue)"
        }
    }

    struct Limit {
        /// What C did.
        let what: String
        let samples: Samples
        /// The same by processor time.
        var alone: Samples?
    }

    let name: String
    let unit: Unit
    let samples: Samples
    /// What it would be if nobody else used the processor: by processor time. Nil where it waits for a disk.
    var alone: Samples?
    var limit: Limit?
    var target: Target?

    init(
        name: String, unit: Unit, samples: Samples, alone: Samples? = nil, limit: Limit? = nil, target: Target? = nil
    ) {
        (self.name, self.unit, self.samples, self.alone) = (name, unit, samples, alone)
        (self.limit, self.target) = (limit, target)
    }

    /// What was measured in turn with its limit.
    ///
    /// - Parameters:
    ///   - cores: on how many the work is spread, of the vault and of the limit.
    ///   - isWaiting: whether waiting for a disk is part of what is asked: then only the clock decides.
    init(
        name: String, unit: Unit, _ turns: (here: [Turn], limit: [Turn]), beside what: String,
        target: Target? = nil, cores: (here: Double, limit: Double) = (1, 1), isWaiting: Bool = false
    ) {
        func alone(_ turns: [Turn], _ cores: Double) -> Samples {
            Samples(turns.map { unit.isRate ? $0.alone * cores : $0.alone / cores })
        }
        self.init(
            name: name, unit: unit, samples: Samples(turns.here.map(\.value)),
            alone: isWaiting ? nil : alone(turns.here, cores.here),
            limit: Limit(
                what: what, samples: Samples(turns.limit.map(\.value)),
                alone: isWaiting ? nil : alone(turns.limit, cores.limit)),
            target: target)
    }

    /// The figure divided by its limit: of a time how many times it takes, of a rate which part is reached.
    var ratio: Double? { limit.map { samples.median / $0.samples.median } }

    /// The same by processor time.
    var ratioAlone: Double? {
        guard let alone, let limit = limit?.alone else { return nil }
        return alone.median / limit.median
    }

    /// How many times what C takes, of a time and of a rate alike: 1 is C itself, and more is slower.
    var times: Double? { ratio.map { unit.isRate ? 1 / $0 : $0 } }

    /// The same by processor time.
    var timesAlone: Double? { ratioAlone.map { unit.isRate ? 1 / $0 : $0 } }

    /// Nil where nothing is asked for.
    var verdict: Verdict? {
        guard let target else { return nil }
        if target.isMet(by: samples, limit?.samples) { return .met }
        if let alone, target.isMet(by: alone, limit?.alone) { return .metAlone }
        return .missed
    }

    /// Whether C reaches the target in this run, on the clock or by processor time.
    var limitIsMet: Bool? {
        guard let target, let limit else { return nil }
        return target.isMet(by: limit.samples, limit.samples)
            || limit.alone.map { target.isMet(by: $0, $0) } ?? false
    }

    enum Verdict: String {
        case met
        /// Only if nobody else used the processor.
        case metAlone = "met by processor time"
        case missed
    }
}
