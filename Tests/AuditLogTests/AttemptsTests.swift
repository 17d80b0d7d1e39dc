import Testing
import VaultCrypto

@testable import AuditLog

/// Guards how long a passphrase waits, and that expiry asks for the latest time the log has seen.
@Suite struct AttemptsTests {
    private let boot = ShortHash(bootID: "one")
    private let other = ShortHash(bootID: "two")

    @Test(
        arguments: [
            (0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (7, 16), (8, 32), (9, 60), (10, 60),
            (1_000_000, 60),
        ] as [(Int, UInt64)])
    func afterSoMany(failures: Int, seconds: UInt64) {
        let attempts = attempts(failures, at: .init(boot: boot, mono: 5_000, time: 9_000))
        #expect(attempts.wait(at: .init(boot: boot, mono: 5_000, time: 9_000)) == seconds * 1_000)
    }

    /// Of 4 s: what has passed by the clock that cannot be set, or, after another start, by the later of two.
    @Test(
        arguments: [
            (true, 6_000, 9_000, 3_000), (true, 8_999, 9_000, 1), (true, 9_000, 0, 0), (true, 5_000, 90_000, 4_000),
            (true, 4_000, 90_000, 4_000), (false, 0, 9_000, 4_000), (false, 0, 10_000, 3_000), (false, 0, 13_000, 0),
            (false, 1_500, 10_000, 2_500), (false, 4_000, 0, 0), (false, 0, 0, 4_000),
        ] as [(Bool, UInt64, UInt64, UInt64)])
    func whatIsLeft(sameBoot: Bool, mono: UInt64, time: UInt64, left: UInt64) {
        let attempts = attempts(5, at: .init(boot: boot, mono: 5_000, time: 9_000))
        #expect(attempts.wait(at: .init(boot: sameBoot ? boot : other, mono: mono, time: time)) == left)
    }

    private func attempts(_ failures: Int, at moment: Attempts.Moment) -> Attempts {
        var attempts = Attempts()
        attempts.passphrases = failures
        attempts.last = moment
        return attempts
    }

    /// A grant that was seen to be over stays over when the clock is set back.
    @Test func anExpiredGrantIsNotRevived() {
        let (person, generation) = (PersonID.random(.system), GenerationID.random(.system))
        var fold = LogFold(vault: .zero)
        fold.generations[generation] = GenerationFold(
            id: generation, caseID: .zero, compartment: .shared(.core), number: 1, commitment: .zero, maker: person,
            seq: 0,
            grants: [
                person: Grant(rights: [.read, .write], expires: 1_000, seq: 0, granter: .zero, grantee: .zero)
            ])
        #expect(fold.holds(.read, person, in: generation, at: 999))
        #expect(!fold.holds(.read, person, in: generation, at: 1_000))
        fold.latest = 1_000
        #expect(!fold.holds(.read, person, in: generation, at: 10))
        #expect(!fold.mayOpen(.zero, revision: 1, of: generation, person, at: 10))
    }
}
