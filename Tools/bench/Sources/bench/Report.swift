/// The figures of one run as a Markdown table.
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
    var missed: [Figure] { figures.filter { $0.miss != nil } }

    var markdown: String {
        var lines = [
            "### \(title)", "",
            "| figure | here | spread | by processor time | limit in C, same run | times C | by processor time "
                + "| the target leaves | target | |",
            "|---|---|---|---|---|---|---|---|---|---|",
        ]
        for figure in figures { lines.append(row(figure)) }
        for waiting in Self.waiting { lines.append("| \(waiting) | | | | | | | | | |") }
        lines += ["", missed.isEmpty ? "Every target is met." : "Missed:"]
        lines += missed.map { "- \($0.name): \($0.miss ?? "")" }
        if !peers.isEmpty { lines += Peer.table(peers) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ figure: Figure) -> String {
        let unit = figure.unit
        var cells = [figure.name, unit.text(figure.samples.median), figure.samples.spread]
        cells.append(figure.alone.map { unit.text($0.median) } ?? "")
        cells.append(figure.limit.map { "\(unit.text($0.samples.median)) (\($0.what))" } ?? "")
        cells.append(figure.times.map(Figure.Unit.count.text) ?? "")
        cells.append(figure.timesAlone.map(Figure.Unit.count.text) ?? "")
        cells.append(figure.target?.room.map(Figure.Unit.count.text) ?? "")
        cells.append(figure.target?.text(unit) ?? "")
        cells.append(figure.verdict?.text ?? "")
        return "| " + cells.joined(separator: " | ") + " |"
    }
}

extension Figure.Verdict {
    fileprivate var text: String { self == .missed ? "**missed**" : rawValue }
}
