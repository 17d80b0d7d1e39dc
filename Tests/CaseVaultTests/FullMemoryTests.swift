import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards work while the locked memory is full, as large keyrings and many sessions fill it: opened keys are let go, but
/// never one that no file has yet.
@Suite struct FullMemoryTests {
    @Test func whatIsStagedStays() throws {
        var cache = SecretCache<Int>()
        (cache.least, cache.isFull) = (0, { true })
        for id in 0..<20 { cache.stage(HeldSecret(Secret(random: .system)), as: id) }
        for id in 20..<30 { #expect(try cache.isOpened(id)) }
        for id in 0..<20 { #expect(try !cache.isOpened(id)) }
        cache.settle()
        // Now they go like the rest; each opening lets half go.
        for id in 30..<40 { #expect(try cache.isOpened(id)) }
        #expect(try cache.isOpened(0))
    }

    /// Half goes when there are more than that, and the least recently used first.
    @Test func aSmallCacheStays() throws {
        var cache = SecretCache<Int>()
        (cache.least, cache.isFull) = (8, { true })
        for id in 0..<9 { #expect(try cache.isOpened(id)) }
        for id in 0..<9 { #expect(try !cache.isOpened(id)) }
        #expect(try cache.isOpened(9))
        for id in 5..<10 { #expect(try !cache.isOpened(id)) }
        #expect(try cache.isOpened(4))
        cache.drop(9)
        #expect(try cache.isOpened(9))
    }

    /// Cases are opened, people assigned, records written and keys taken up side by side, many in one transaction.
    @Test func workGoesOn() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator", "case-lead"])
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("mira", ["case-lead"], by: ana)
        try await vault.fillMemory()
        for _ in 0..<3 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        let made = try await vault.perform(CaseNew(label: "Vesna \(number)", lead: "mira"), in: ana)
                        let mira = try await vault.unlocked("mira")
                        let record = try await vault.write("Tekst", to: "risk", of: CaseReference(made.case), in: mira)
                        _ = try await vault.show(record.record, in: mira)
                    }
                }
                try await group.waitForAll()
            }
        }
        await vault.close()
        #expect(try await house.check().findings == [])
    }
}

extension SecretCache {
    /// Whether a secret is opened because it is not kept.
    fileprivate mutating func isOpened(_ id: ID) throws(VaultError) -> Bool {
        var isOpened = false
        _ = try secret(id) {
            isOpened = true
            return HeldSecret(Secret(random: .system))
        }
        return isOpened
    }
}

extension Vault {
    /// As if other secrets filled the locked memory.
    fileprivate func fillMemory() throws {
        let gate = try opened().gate
        (gate.tagKeys.least, gate.tagKeys.isFull) = (0, { true })
        (gate.generationSecrets.least, gate.generationSecrets.isFull) = (0, { true })
    }
}
