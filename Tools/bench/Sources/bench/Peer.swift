import Foundation

/// What another program takes for the same work at the same scale, measured by Tools/bench/peers.py in the same run.
struct Peer: Codable {
    let work: String
    let program: String
    let unit: String
    let median: Double
    let samples: [Double]

    static func read(_ path: String) throws -> [Peer] {
        try JSONDecoder().decode([Peer].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// One line for each kind of work.
    static func table(_ peers: [Peer]) -> [String] {
        var works: [String] = []
        for peer in peers where !works.contains(peer.work) { works.append(peer.work) }
        let rows = works.map { work in
            let cells = peers.filter { $0.work == work }.map { "\($0.program) \($0.text)" }
            return "| \(work) | \(cells.joined(separator: " · ")) |"
        }
        let title = "the same work by other programs, same run and scale; median, and least to most of several"
        let less = "none of them signs, logs who read what, or asks for a right"
        return ["", "| \(title) | \(less) |", "|---|---|"] + rows
    }

    private var text: String {
        let samples = Samples(samples)
        let text = "\(Figure.Unit.count.text(median)) \(unit)"
        return samples.values.count > 1 ? text + " (\(samples.spread))" : text
    }
}

/// How much the other programs are given: as much as the vault.
struct PeerScale: Encodable {
    let records: Int
    let imported: Int
    let rounds: Int
    let labels: [Int]
    let fileBytes: Int
    let fileRounds: Int

    init(_ scale: Scale) {
        (records, imported, rounds) = (scale.cases * scale.recordsEach, scale.imported, scale.rounds)
        (labels, fileBytes, fileRounds) = (scale.labels, scale.fileBytes, scale.fileRounds)
    }

    func json() throws -> Data { try JSONEncoder().encode(self) }
}
