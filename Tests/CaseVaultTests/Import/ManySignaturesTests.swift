import AuditLog
import Testing
import VaultCrypto

@testable import CaseVault

/// Guards the records of an import, which are signed on all cores.
@Suite struct ManySignaturesTests {
    /// The same text each time: a salt that is drawn once would show who wrote the same twice.
    @Test(arguments: [0, 1, 3, 4, 5, 50])
    func eachIsSignedInItsPlaceWithItsOwnSalt(_ count: Int) {
        let vault = VaultID.random(.system)
        let key = HeldSigningKey(seed: HeldSecret(Secret(random: .system)), vault: vault)
        let drafts = (0..<count).map { number in
            (
                content: Array("isti tekst".utf8),
                head: RecordHead(
                    vault: vault, caseID: .zero, compartment: .shared(.core), record: .random(.system),
                    revision: 1, previous: .zero, author: key.id, form: "note", created: UInt64(number), language: "")
            )
        }
        let bodies = RecordBody.signing(drafts, by: key, .system)
        #expect(bodies.map(\.head) == drafts.map(\.head))
        #expect(bodies.map(\.content) == drafts.map(\.content))
        #expect(bodies.allSatisfy { $0.isSigned(by: key.verifyingKey) })
        #expect(Set(bodies.map(\.salt)).count == count && !bodies.contains { $0.salt == .zero })
    }
}
