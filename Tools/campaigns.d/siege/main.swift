import Foundation
import VaultTesting

// What a writer of a vault's files can do to them, all of it, in process and on every core (Tools/campaigns/flips and
// Tools/campaigns/swaps, which say what the figures mean). Test support is linked here and in no program that is
// shipped.
//
//   siege flips COUNT SEED [SECONDS]   that many bits drawn from the seed; COUNT may be "all"
//   siege rows COUNT SEED [SECONDS]    attacks on rows of vault.db and gate.db, and tails of the log: of each kind so
//                                      many drawn from the seed, or "all"
//   siege unwatched SEED               the control: a few of both with nobody looking, which must come out as faults
//
// After so many seconds, of rows for each kind, no further attack is begun.

let words = Array(CommandLine.arguments.dropFirst())
let verb = words.first ?? ""
let numbers = words.dropFirst(verb == "unwatched" ? 1 : 2).compactMap { UInt64($0) }
guard ["flips", "rows", "unwatched"].contains(verb), let seed = numbers.first,
    words.count - numbers.count == (verb == "unwatched" ? 1 : 2), numbers.count <= (verb == "unwatched" ? 1 : 2)
else {
    say("usage: siege flips COUNT|all SEED [SECONDS] | siege rows COUNT|all SEED [SECONDS] | siege unwatched SEED")
    exit(2)
}
let limit = numbers.dropFirst().first.map { Duration.seconds($0) }
let house = try await SmallHouse()

switch verb {
case "flips":
    try await FlipCampaign(house: house, seed: seed, watch: .check, limit: limit).run(count: Int(words[1]))
case "rows":
    try await RowCampaign(house: house, seed: seed, watch: .check, limit: limit)
        .run(onlyOfEach: Int(words[1]) ?? .max)
default:
    try await FlipCampaign(house: house, seed: seed, watch: .nobody).run(count: 50)
    try await RowCampaign(house: house, seed: seed, watch: .nobody).run(onlyOfEach: 4)
}
