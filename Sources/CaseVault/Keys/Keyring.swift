import AuditLog
import VaultCrypto
import VaultStore

/// The staff halves a person holds, opened.
///
/// Stored as items of 80 bytes, gen ‖ c ‖ a ‖ g ‖ compartment ‖ rights ‖ seq of the grant, ascending by gen, filled with
/// zeros to a power of two and at least 256 items, sealed under the keyring key with the row's AD.
struct Keyring: Sendable {
    static let itemByteCount = 80
    private static let leastItems = 256

    struct Item: Sendable {
        let name: GenerationName
        let half: HeldSecret
        let rights: Rights
        /// The entry of the grant, or of the making.
        let grant: UInt64
    }

    private(set) var items: [GenerationID: Item] = [:]
    /// The version of the stored row; 0 while there is none.
    var revision: UInt64 = 0

    subscript(generation: GenerationID) -> Item? { items[generation] }

    mutating func put(_ item: Item) { items[item.name.id] = item }
    mutating func drop(_ generation: GenerationID) { items.removeValue(forKey: generation) }

    /// Seals the items as the row of this version.
    func sealed(
        as person: PersonID, revision: UInt64, under key: HeldSecret, _ rowKey: RowKey, _ randomness: Randomness
    ) throws(VaultError) -> StoredRow {
        var count = Self.leastItems
        while count < items.count { count *= 2 }
        var buffer = SecretBuffer(capacity: count * Self.itemByteCount)
        for item in items.values.sorted(by: { $0.name.id < $1.name.id }) { item.append(to: &buffer) }
        buffer.fill()
        let id = person.retyped(as: RowKind.self)
        let bytes = key.withSecret {
            Seal.seal(
                buffer, under: $0, associatedData: rowKey.associatedData(.keyring, id, revision),
                nonce: .random(randomness))
        }
        return StoredRow(.keyring, id, revision: revision, sealed: bytes)
    }

    /// Opens a stored keyring.
    ///
    /// - Parameter person: whose process notes the items of that compartment are.
    /// - Throws: `.damaged(.keyring)`.
    init(opening row: StoredRow, of person: PersonID, under key: HeldSecret, _ rowKey: RowKey) throws(VaultError) {
        let buffer: SecretBuffer
        do {
            buffer = try key.withSecret { (key) throws(SealError) in
                try Seal.openSecret(
                    row.sealed, under: key, associatedData: rowKey.associatedData(.keyring, RowID(row.id), row.revision)
                )
            }
        } catch {
            throw .damaged(.keyring)
        }
        guard buffer.count.isMultiple(of: Self.itemByteCount) else { throw .damaged(.keyring) }
        for offset in stride(from: 0, to: buffer.count, by: Self.itemByteCount) {
            guard let item = try Item(buffer, at: offset, of: person) else { break }
            items[item.name.id] = item
        }
        revision = row.revision
    }

    init() {}
}

extension Keyring.Item {
    fileprivate func append(to buffer: inout SecretBuffer) {
        var (head, tail): ([UInt8], [UInt8]) = ([], [])
        head.reserveCapacity(32)
        name.id.appendField(to: &head)
        name.caseID.appendField(to: &head)
        tail.reserveCapacity(16)
        name.number.appendField(to: &tail)
        name.compartment.compartment.number.appendField(to: &tail)
        rights.rawValue.appendField(to: &tail)
        grant.appendField(to: &tail)
        buffer.append(head)
        half.withSecret { buffer.append($0) }
        buffer.append(tail)
    }

    /// Nil for the filling.
    fileprivate init?(_ buffer: borrowing SecretBuffer, at offset: Int, of person: PersonID) throws(VaultError) {
        guard let id = GenerationID(bytes: buffer.bytes(offset..<offset + 16)), id != .zero else { return nil }
        let tail = buffer.bytes(offset + 64..<offset + 80)
        func number(_ range: Range<Int>) -> UInt64 { tail[range].reduce(0) { $0 << 8 | UInt64($1) } }
        guard let caseID = CaseID(bytes: buffer.bytes(offset + 16..<offset + 32)),
            let half = buffer.secret(at: offset + 32),
            let compartment = CompartmentCode(number: UInt16(number(4..<6)))
        else { throw .damaged(.keyring) }
        name = GenerationName(
            id: id, caseID: caseID, compartment: CompartmentField(compartment, author: person),
            number: UInt32(number(0..<4)))
        self.half = HeldSecret(half)
        rights = Rights(rawValue: UInt16(number(6..<8)))
        grant = number(8..<16)
    }
}
