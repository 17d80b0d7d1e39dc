import CaseVault
import Testing
import VaultTesting

// What tests do with a copy of the small house.
extension SmallHouses {
    /// A copy of its own, open.
    static func opened() async throws -> (SmallHouse, TestVault, Vault) {
        let house = try await shared.value
        let copy = try TestVault(copying: house.vault)
        return (house, copy, try await copy.open())
    }
}

extension SmallHouse {
    /// The reference of the record that was once written with this text.
    func record(_ text: String) throws -> String {
        try #require(contents.first { $0.value == text }).key.record
    }
}

extension Vault {
    func unlocked(_ login: String, of house: SmallHouse) async throws -> Session {
        try await unlock(login: login, passphrase: try Passphrase.typed(house.passphrase(of: login))).session
    }

    func readAll(_ reference: CaseReference, in session: Session) async throws -> [RecordView] {
        try await perform(
            CaseRead(
                case: reference, compartment: nil, since: nil, purpose: try Purpose.named("court"), showing: .piped),
            in: session)
    }

    /// The texts of all she may read, attachments left out.
    func readTexts(_ reference: CaseReference, in session: Session) async throws -> [String] {
        try await readAll(reference, in: session).filter { $0.line.kind == .record }.map(\.text)
    }

    /// The newest line of a read.
    func lastRead() throws -> String {
        try auditLines().last { $0.contains("\"act\":\"record.read\"") } ?? ""
    }
}
