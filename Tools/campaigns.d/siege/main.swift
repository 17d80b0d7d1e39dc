import Foundation
import VaultTesting

// What a writer of a vault's files can do to them, all of it, in process and on every core (Tools/campaigns/flips and
// Tools/campaigns/swaps, which say what the figures mean). Test support is linked here and in no program that is
// shipped.
//
//   siege flips COUNT SEED     that many bits drawn from the seed; COUNT may be "all"
//   siege rows COUNT SEED      attacks on rows of vault.db and gate.db, and tails of the log: of each kind so many
//                              drawn from the seed, or "all"
//   siege unwatched SEED       the control: a few of both with nobody looking, which must come out as faults

let words = Array(CommandLine.arguments.dropFirst())
guard let seed = words.last.flatMap({ UInt64($0) }), let verb = words.first,
    words.count == (verb == "unwatched" ? 2 : 3), ["flips", "rows", "unwatched"].contains(verb)
else {
    say("usage: siege flips COUNT|all SEED | siege rows COUNT|all SEED | siege unwatched SEED")
    exit(2)
}
let house = try await SmallHouse()

switch verb {
case "flips": try await FlipCampaign(house: house, seed: seed, watch: .check).run(count: Int(words[1]))
case "rows": try await RowCampaign(house: house, seed: seed, watch: .check).run(onlyOfEach: Int(words[1]) ?? .max)
default:
    try await FlipCampaign(house: house, seed: seed, watch: .nobody).run(count: 50)
    try await RowCampaign(house: house, seed: seed, watch: .nobody).run(onlyOfEach: 4)
}
