import Foundation

/// The figures of one run as JSON, for programs that compare or plot them.
extension Report {
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(
            JSONReport(title: title, figures: figures.map(JSONFigure.init), peers: peers, waiting: Self.waiting))
    }
}

private struct JSONReport: Encodable {
    let title: String
    let figures: [JSONFigure]
    let peers: [Peer]
    let waiting: [String]
}

private struct JSONFigure: Encodable {
    let name: String
    let unit: String
    let median: Double
    let samples: [Double]
    let byProcessorTime: [Double]?
    let limit: String?
    let limitMedian: Double?
    let limitSamples: [Double]?
    let limitByProcessorTime: [Double]?
    let ratio: Double?
    let ratioByProcessorTime: Double?
    let target: JSONTarget?
    let verdict: String?
    /// By the clock.
    let isMet: Bool?
    let miss: String?

    init(_ figure: Figure) {
        (name, unit) = (figure.name, figure.unit.rawValue)
        (median, samples) = (figure.samples.median, figure.samples.values)
        (limit, limitMedian) = (figure.limit?.what, figure.limit?.samples.median)
        (byProcessorTime, limitByProcessorTime) = (figure.alone?.values, figure.limit?.alone?.values)
        (limitSamples, ratio, ratioByProcessorTime) = (figure.limit?.samples.values, figure.ratio, figure.ratioAlone)
        target = figure.target.map(JSONTarget.init)
        verdict = figure.verdict?.rawValue
        isMet = figure.verdict.map { $0 == .met }
        miss = figure.miss
    }
}

private struct JSONTarget: Encodable {
    /// "at most", "at least" or "part of limit".
    let bound: String
    let value: Double
    /// How many times what C takes it leaves.
    let timesC: Double?

    init(_ target: Target) {
        (bound, value) =
            switch target.bound {
            case .atMost(let most): ("at most", most)
            case .atLeast(let least): ("at least", least)
            case .partOfLimit(let part): ("part of limit", part)
            }
        timesC = target.room
    }
}
