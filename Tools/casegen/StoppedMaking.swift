import Foundation
import Platform

/// Where a making was stopped, between two hours: what it goes on with, as a file beside the vault.
struct StoppedMaking: Codable {
    /// What was asked for.
    struct Plan: Codable {
        let seed: UInt64
        let clients: Int
        let records: Int
        /// Milliseconds since 1970, UTC.
        let until: UInt64
    }

    let plan: Plan
    let facts: Facts
    /// By client.
    let cases: [Int: String]
    /// Events that have happened.
    let done: Int
    /// The house's clock, milliseconds since 1970, UTC.
    let time: UInt64
    /// Milliseconds since the house's computer was started.
    let sinceBoot: UInt64
    let erasures: Int
    let attached: Int
    /// Bytes of the vault's mirror. Whatever was done in it since is not in this note.
    private var logged = 0

    init(
        _ plan: Plan, facts: Facts, cases: [Int: String], done: Int, _ clock: SystemClock, erasures: Int, attached: Int
    ) {
        (self.plan, self.facts, self.cases, self.done) = (plan, facts, cases, done)
        (time, sinceBoot) = (clock.now, clock.sinceBoot)
        (self.erasures, self.attached) = (erasures, attached)
    }

    /// Of the vault in a folder, which is closed.
    ///
    /// - Throws: `CaseGenError.notStopped` when there is no note, or something was done in the vault since; `.otherVersion` for a
    ///   note that this casegen does not write.
    init(in folder: String) throws {
        guard let note = FileManager.default.contents(atPath: Self.path(folder)) else { throw CaseGenError.notStopped }
        do { self = try JSONDecoder().decode(StoppedMaking.self, from: note) } catch { throw CaseGenError.otherVersion }
        guard try Self.logged(folder) == logged else { throw CaseGenError.notStopped }
    }

    /// Writes it beside the vault, which is closed.
    func write(in folder: String) throws {
        var note = self
        note.logged = try Self.logged(folder)
        try JSONEncoder().encode(note).write(to: URL(fileURLWithPath: Self.path(folder)), options: .atomic)
    }

    static func remove(in folder: String) throws { try FileManager.default.removeItem(atPath: path(folder)) }

    private static func path(_ folder: String) -> String { folder + "/stopped.json" }

    private static func logged(_ folder: String) throws -> Int {
        let facts = try FileManager.default.attributesOfItem(atPath: folder + "/house.vault/audit.jsonl")
        return facts[.size] as? Int ?? 0
    }
}
