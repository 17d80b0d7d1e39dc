import SeededNumbers
import VaultTesting

/// Every attack on the small house's rows, and every tail of its log.
struct RowCampaign {
    let house: SmallHouse
    let seed: UInt64
    let watch: Watch
    /// How long attacks of one kind are begun; nil for as long as it takes.
    var limit: Duration?

    /// - Parameter count: of each kind of attack only so many, drawn from the seed.
    func run(onlyOfEach count: Int) async throws {
        var dice = Dice(seed: seed)
        for (what, every) in try attacks(using: &dice) {
            // Whoever may be stopped before the end draws an order too, so that the last of the list come first one day.
            let isDrawn = limit != nil || count < every.count
            let attacks = isDrawn ? Array(every.shuffled(using: &dice).prefix(count)) : every
            let started = ContinuousClock.now
            let shares = try await Workers.each { try await self.share(of: attacks, $0) }
            let (count, problems) = (shares.reduce(0) { $0 + $1.count }, shares.flatMap(\.problems))
            for problem in problems { say("fault: \(problem)") }
            let took = (ContinuousClock.now - started) / max(1, count)
            say("\(what): \(count) of \(every.count), faults \(problems.count), \(took) each")
        }
    }

    private func attacks(using dice: inout Dice) throws -> [(String, [Attack])] {
        let rows = try RowAttacks(on: house)
        let gate = try GateAttacks(on: house)
        return [
            ("rows copied over others", rows.copies), ("rows exchanged", rows.swaps),
            ("rows deleted", rows.deletions), ("rows inserted", rows.insertions(using: &dice)),
            ("rows inserted into other tables", rows.insertionsElsewhere), ("rows put back", rows.putBacks),
            ("rows moved to other generations", rows.movesToOtherGenerations), ("rows renamed", rows.renamings),
            ("gate rows copied over others", gate.copies), ("gate rows exchanged", gate.swaps),
            ("gate rows deleted", gate.deletions),
            ("gate rows inserted, renamed or moved", gate.insertionsAndMoves(using: &dice)),
            ("gate rows put back", gate.putBacks), ("tails cut", try TailAttacks(on: house).all),
            ("chunk files cut, exchanged or gone", try ChunkAttacks(on: house).all),
        ]
    }

    /// A worker's share; now and then everything is read as well.
    private func share(of attacks: [Attack], _ worker: Int) async throws -> (count: Int, problems: [String]) {
        let siege = try Siege(house, watch: watch)
        var share: (count: Int, problems: [String]) = (0, [])
        let end = limit.map { ContinuousClock.now + $0 }
        for number in stride(from: worker, to: attacks.count, by: Workers.count) {
            if let end, ContinuousClock.now > end { break }
            let isRead = number / Workers.count % 100 == 0
            if let problem = try await siege.problem(with: attacks[number], alsoRead: isRead) {
                share.problems.append(problem)
            }
            share.count += 1
        }
        return share
    }
}
