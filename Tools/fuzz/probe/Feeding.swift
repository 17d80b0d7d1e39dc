import Foundation
import ParserProbes

/// One run of one parser.
struct Feeding {
    private let probe: Probe
    private let last: FileHandle
    private var accepted = 0
    private var breaches: [String] = []

    /// - Parameter last: where the input stands while it is being fed.
    init(_ probe: Probe, last path: String) throws {
        self.probe = probe
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let last = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileNoSuchFile) }
        self.last = last
    }

    /// Feeds everything and says what came of it; true if no property was broken.
    mutating func run(_ kept: [[UInt8]], seed: UInt64, count: Int) throws -> Bool {
        let inputs = probe.seeds + kept
        for input in inputs { try feed(input) }
        let refused = inputs.count - accepted
        var mutator = Mutator(seed: seed)
        for _ in 0..<count { try feed(mutator.next(from: inputs)) }
        print(
            "\(probe.rawValue): \(inputs.count) kept, \(refused) of them refused; \(count) changed,"
                + " \(accepted) accepted in all, \(breaches.count) broken")
        breaches.prefix(10).forEach { print($0) }
        return breaches.isEmpty
    }

    private mutating func feed(_ input: [UInt8]) throws {
        try last.truncate(atOffset: 0)
        try last.write(contentsOf: Data(input))
        switch probe.verdict(on: input) {
        case .refused: break
        case .accepted: accepted += 1
        case .broken(let breach): breaches.append("broken: \(breach.rawValue): \(Corpus.line(input))")
        }
    }
}
