package import AuditLog
package import VaultCrypto
import VaultStore

/// The staff halves a person holds, opened.
///
/// Stored as items of 80 bytes, gen ‖ c ‖ a ‖ g ‖ compartment ‖ rights ‖ seq of the grant, ascending by gen, filled with
/// zeros to a power of two and at least 256 items, or to the most that a keyring has, sealed under the keyring key with
/// the row's AD.
package struct Keyring: Sendable {
    package static let itemByteCount = 80
    private static let leastItems = 256
    /// The most that one person holds, 3 · 2^18: with the padding of a seal the next power of two is more than a row has.
    package static let mostItems = 786_432

    package struct Item: Sendable {
        package let name: GenerationName
        package let half: HeldSecret
        package let rights: Rights
        /// The entry of the grant, or of the making.
        package let grant: UInt64
    }

    /// Ascending by generation, as they are stored. Each change seals all of them, tens of thousands in a large house: they
    /// lie in memory in the order in which they are read.
    package private(set) var items: [Item] = []
    /// The version of the stored row; 0 while there is none.
    var revision: UInt64 = 0

    /// The generations, ascending.
    package var generations: some RandomAccessCollection<GenerationID> { items.lazy.map(\.name.id) }

    subscript(generation: GenerationID) -> Item? {
        let place = place(of: generation)
        return holds(generation, at: place) ? items[place] : nil
    }

    mutating func put(_ item: Item) {
        let place = place(of: item.name.id)
        if holds(item.name.id, at: place) { items[place] = item } else { items.insert(item, at: place) }
    }

    /// Puts many at once; of two of one generation the later.
    mutating func put(_ new: [Item]) {
        guard new.count > 1 else { return new.forEach { put($0) } }
        let brought = Dictionary(new.map { ($0.name.id, $0) }) { $1 }
        items.removeAll { brought[$0.name.id] != nil }
        items += brought.values
        items.sort { $0.name.id < $1.name.id }
    }

    mutating func drop(_ generations: some Collection<GenerationID>) {
        guard !generations.isEmpty else { return }
        let dropped = Set(generations)
        items.removeAll { dropped.contains($0.name.id) }
    }

    private func holds(_ generation: GenerationID, at place: Int) -> Bool {
        place < items.count && items[place].name.id == generation
    }

    /// The place of the first that is not below this generation.
    private func place(of generation: GenerationID) -> Int {
        var (low, high) = (0, items.count)
        while low < high {
            let middle = (low + high) / 2
            if items[middle].name.id < generation { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// So many items are stored for so many: how many there are is not seen to the last.
    package static func storedItems(for count: Int) -> Int {
        var stored = leastItems
        while stored < count { stored *= 2 }
        return max(count, min(stored, mostItems))
    }

    /// Seals the items as the row of this version.
    ///
    /// - Throws: `.keyringFull` for more than ``mostItems``.
    package func sealed(
        as person: PersonID, revision: UInt64, under key: HeldSecret, _ rowKey: RowKey, _ randomness: Randomness
    ) throws(VaultError) -> StoredRow {
        guard items.count <= Self.mostItems else { throw .keyringFull }
        var buffer = SecretBuffer(capacity: Self.storedItems(for: items.count) * Self.itemByteCount)
        var room: [UInt8] = []
        for place in items.indices { items[place].append(to: &buffer, by: &room) }
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
    package init(
        opening row: StoredRow, of person: PersonID, under key: HeldSecret, _ rowKey: RowKey
    ) throws(VaultError) {
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
            put(item)
        }
        revision = row.revision
    }

    init() {}
}

/// How much of keyrings a vault handles; tests have less.
package struct KeyringLimits: Sendable {
    /// How many keys one person holds.
    package var items = Keyring.mostItems
    /// How many wraps one entry takes up: their statement and their rows are some ten mebibytes each then.
    package var wrapsOfAnEntry = 1 << 16
    /// How many bytes an unlock writes of keys without asking whether the disk has room: an eighth of the ``Reserve``, a
    /// keyring of the least size and a few grants.
    package var bytesUnasked = 1 << 16
}

extension Keyring.Item {
    /// - Parameter room: memory for what is not secret, used again for each item.
    fileprivate func append(to buffer: inout SecretBuffer, by room: inout [UInt8]) {
        room.removeAll(keepingCapacity: true)
        name.id.appendField(to: &room)
        name.caseID.appendField(to: &room)
        buffer.append(room)
        half.withSecret { buffer.append($0) }
        room.removeAll(keepingCapacity: true)
        name.number.appendField(to: &room)
        name.compartment.compartment.number.appendField(to: &room)
        rights.rawValue.appendField(to: &room)
        grant.appendField(to: &room)
        buffer.append(room)
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
