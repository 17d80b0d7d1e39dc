import AuditLog
import VaultCrypto

/// The staff half `a` of a generation, and what is computed with it (KeyHierarchy.md, "Of a case").
enum StaffHalf {
    /// kc = B2(a; T("…/key-commit", vault, c, p, g))
    static func commitment(_ half: borrowing Secret, _ vault: VaultID, _ name: GenerationName) -> Blake2bDigest {
        Blake2b.mac(half, Tuple(.keyCommit, vault, name.caseID, name.compartment, name.number))
    }

    /// K = B2(a; T("…/record-key", b, vault, c, p, g, record, revision))
    static func recordKey(
        _ half: borrowing Secret, gateHalf: borrowing Secret, _ vault: VaultID, _ place: RecordPlace
    ) -> Secret {
        let name = place.generation
        return Blake2b.derive(
            half, .recordKey, secret: gateHalf, vault, name.caseID, name.compartment, name.number, place.record,
            place.revision)
    }
}
