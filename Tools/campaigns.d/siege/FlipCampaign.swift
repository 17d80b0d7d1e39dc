import SeededNumbers
import VaultTesting

/// Flips single bits of the small house's files.
struct FlipCampaign {
    let house: SmallHouse
    let seed: UInt64
    let watch: Watch
    /// How long bits are drawn; nil for as long as it takes.
    var limit: Duration?

    /// What came of a share of the flips.
    private struct Tally: Sendable {
        var flips = 0
        /// By file, those that changed nothing stored.
        var meaningless: [String: Int] = [:]
        var faults: [String] = []

        mutating func add(_ outcome: Flipping.Outcome, _ file: Int) {
            flips += 1
            switch outcome {
            case .reported: break
            case .meaningless: meaningless[Flipping.names[file], default: 0] += 1
            case .fault(let what): faults.append(what)
            }
        }

        mutating func add(_ other: Tally) {
            flips += other.flips
            meaningless.merge(other.meaningless, uniquingKeysWith: +)
            faults += other.faults
        }
    }

    /// - Parameter count: nil for every bit there is.
    func run(count: Int?) async throws {
        let started = ContinuousClock.now
        let tallies = try await Workers.each { worker in
            if let count { try await drawn(count, worker) } else { try await every(worker) }
        }
        var tally = Tally()
        for part in tallies { tally.add(part) }
        for fault in tally.faults { say("fault: \(fault)") }
        let took = ContinuousClock.now - started
        say("flips \(tally.flips), faults \(tally.faults.count), seed \(seed), \(took / max(1, tally.flips)) each")
        for name in Flipping.names { say("meaningless in \(name): \(tally.meaningless[name, default: 0])") }
    }

    /// A worker's share of the bits drawn from the seed; the draw is one, however many workers there are.
    private func drawn(_ count: Int, _ worker: Int) async throws -> Tally {
        let flipping = try Flipping(house, watch: watch)
        var draw = FlipDraw(Dice(seed: seed))
        var tally = Tally()
        let end = limit.map { ContinuousClock.now + $0 }
        for number in 0..<count {
            if let end, ContinuousClock.now > end { break }
            let (bit, place, path) = draw.next(of: flipping)
            guard number % Workers.count == worker else { continue }
            let outcome = try await flipping.flip(bit, of: place, in: path, alsoRead: number / Workers.count % 40 == 0)
            tally.add(outcome, flipping.paths.firstIndex(of: path) ?? 0)
        }
        return tally
    }

    /// Every bit of each byte of a worker, the smallest file first; says how far it is.
    private func every(_ worker: Int) async throws -> Tally {
        let flipping = try Flipping(house, watch: watch)
        var tally = Tally()
        for (file, path) in flipping.paths.enumerated().reversed() {
            for place in stride(from: worker, to: flipping.size(of: path), by: Workers.count) {
                for bit in UInt8(0)..<8 {
                    let outcome = try await flipping.flip(bit, of: place, in: path, alsoRead: tally.flips % 400 == 0)
                    tally.add(outcome, file)
                }
                if tally.flips % 8000 == 0 { say("byte \(place) of \(flipping.size(of: path)), file \(file)") }
            }
        }
        return tally
    }
}
