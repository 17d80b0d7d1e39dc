import Foundation

/// The figures of one run as a Markdown table and as JSON.
struct Report {
    let title: String
    let figures: [Figure]
    let peers: [Peer]

    /// Targets that cannot be measured yet.
    static let waiting = [
        "open 1 of 100,000 records, whole process, no key derivation: waits for the service",
        "audited reads over the socket: wait for the service",
    ]

    /// Also what only processor time meets.
    var missed: [Figure] { figures.filter { [.missed, .metAlone].contains($0.verdict) } }

    var markdown: String {
        var lines = [
            "### \(title)", "",
            "| figure | here | spread | by processor time | limit in C, same run | ratio | by processor time | target | |",
            "|---|---|---|---|---|---|---|---|---|",
        ]
        for figure in figures { lines.append(row(figure)) }
        for waiting in Self.waiting { lines.append("| \(waiting) | | | | | | | | |") }
        lines += ["", missed.isEmpty ? "Every target is met." : "Missed:"]
        lines += missed.map { "- \($0.name): \(reason($0))" }
        if !peers.isEmpty { lines += Peer.table(peers) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How far it is, and whether C itself gets there on this machine now.
    private func reason(_ figure: Figure) -> String {
        guard let limit = figure.limit else { return "nothing to compare with" }
        let ratio = figure.verdict == .metAlone ? figure.ratio ?? .nan : figure.ratioAlone ?? figure.ratio ?? .nan
        let times = figure.unit.isRate ? 1 / ratio : ratio
        let part = "\(text(times, .count)) times what C takes (\(limit.what))"
        let isOut = figure.limitIsMet == false ? "; C itself does not get there in this run" : ""
        return (figure.verdict == .metAlone ? "by the clock, not by processor time: " : "") + part + isOut
    }

    private func row(_ figure: Figure) -> String {
        let unit = figure.unit
        var cells = [figure.name, text(figure.samples.median, unit)]
        cells.append("\(text(figure.samples.least, .count)) to \(text(figure.samples.most, .count))")
        cells.append(figure.alone.map { text($0.median, unit) } ?? "")
        cells.append(figure.limit.map { "\(text($0.samples.median, unit)) (\($0.what))" } ?? "")
        cells.append(figure.ratio.map { text($0, .count) } ?? "")
        cells.append(figure.ratioAlone.map { text($0, .count) } ?? "")
        cells.append(figure.target.map { text($0, unit) } ?? "")
        cells.append(figure.verdict?.rawValue ?? "")
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private func text(_ target: Figure.Target, _ unit: Figure.Unit) -> String {
        switch target {
        case .atMost(let most): "≤ " + text(most, unit)
        case .atLeast(let least): "≥ " + text(least, unit)
        case .partOfLimit(let part): "≥ \(text(part, .count)) of the limit"
        }
    }

    private func text(_ value: Double, _ unit: Figure.Unit) -> String {
        let number = String(format: abs(value) >= 100 ? "%.0f" : abs(value) >= 10 ? "%.1f" : "%.2f", value)
        return unit == .count || unit == .perSecond ? number + unit.rawValue : "\(number) \(unit.rawValue)"
    }

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
    let verdict: String?

    init(_ figure: Figure) {
        (name, unit) = (figure.name, figure.unit.rawValue)
        (median, samples) = (figure.samples.median, figure.samples.values)
        (limit, limitMedian) = (figure.limit?.what, figure.limit?.samples.median)
        (byProcessorTime, limitByProcessorTime) = (figure.alone?.values, figure.limit?.alone?.values)
        (limitSamples, ratio, ratioByProcessorTime) = (figure.limit?.samples.values, figure.ratio, figure.ratioAlone)
        verdict =
            switch figure.verdict {
            case .met: "met"
            case .metAlone: "met by processor time"
            case .missed: "missed"
            case nil: nil
            }
    }
}
