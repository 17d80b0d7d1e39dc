import Foundation

/// What another program takes for the same work, measured by Tools/bench/peers.py in the same run.
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
        return ["", "| the same work by other programs, same run | |", "|---|---|"] + rows
    }

    private var text: String {
        let digits = abs(median) >= 100 ? 0 : abs(median) >= 10 ? 1 : 2
        return "\(String(format: "%.\(digits)f", median)) \(unit)"
    }
}
