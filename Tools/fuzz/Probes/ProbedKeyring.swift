import AuditLog
import CaseVault
import VaultCrypto
import VaultStore

/// The keys of a person, which she may have written with a program of her own: the input is what she sealed. What is taken
/// from it is ascending, no more than was there, and written and read again as the same.
enum ProbedKeyring: ProbedParser {
    private static let person = PersonID(high: 1, low: 2)
    private static let key = HeldSecret.repeating(3)
    private static let rowKey = RowKey(vault: .zero, x: .repeating(4))

    /// As the house writes them, of its filling a little.
    static var seeds: [[UInt8]] {
        let numbers: [[UInt64]] = [[], [1], [1, 2, 5], Array(1...12)]
        let kept = numbers.compactMap { numbers -> [UInt8]? in
            guard let keyring = keyring(numbers.flatMap(item)), let bytes = written(keyring) else { return nil }
            return Array(bytes.prefix((numbers.count + 2) * Keyring.itemByteCount))
        }
        return kept + [item(2) + item(1) + item(2)]
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        let whole = bytes.count / Keyring.itemByteCount
        if !bytes.count.isMultiple(of: Keyring.itemByteCount), keyring(bytes) != nil { return .broken(.misread) }
        guard let read = keyring(Array(bytes.prefix(whole * Keyring.itemByteCount))) else { return .refused }
        guard read.items.count <= whole else { return .broken(.tooLarge) }
        guard zip(read.generations, read.generations.dropFirst()).allSatisfy({ $0 < $1 }) else {
            return .broken(.notCanonical)
        }
        guard let again = written(read).flatMap(keyring), read.items.elementsEqual(again.items, by: isSame) else {
            return .broken(.notStable)
        }
        return read.items.isEmpty ? .refused : .accepted
    }

    /// What a row holds into which these bytes were sealed.
    private static func keyring(_ bytes: [UInt8]) -> Keyring? {
        let nonce = SealNonce.random(.repeating(5))
        let sealed = key.withSecret { Seal.seal(bytes, under: $0, associatedData: place(1), nonce: nonce) }
        return try? Keyring(opening: .probed(.keyring, of: person, sealed), of: person, under: key, rowKey)
    }

    /// What the house seals of it.
    private static func written(_ keyring: Keyring) -> [UInt8]? {
        guard let row = try? keyring.sealed(as: person, revision: 2, under: key, rowKey, .repeating(6)) else {
            return nil
        }
        return key.withSecret { try? Seal.open(row.sealed, under: $0, associatedData: place(2)) }
    }

    private static func place(_ revision: UInt64) -> Tuple {
        Tuple(.row, VaultID.zero, Table.keyring.rawValue, person, revision)
    }

    private static func item(_ number: UInt64) -> [UInt8] {
        GenerationID(high: number, low: 7).bytes + CaseID(high: 8, low: number).bytes
            + [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: Secret.byteCount)
            + UInt32(number).fieldBytes + UInt16(1 + number % 16).fieldBytes + Rights.all.rawValue.fieldBytes
            + (number * 100).fieldBytes
    }

    private static func isSame(_ left: Keyring.Item, _ right: Keyring.Item) -> Bool {
        left.name == right.name && left.rights == right.rights && left.grant == right.grant
            && left.half.withSecret { left in right.half.withSecret { left.isEqual(to: $0) } }
    }
}
