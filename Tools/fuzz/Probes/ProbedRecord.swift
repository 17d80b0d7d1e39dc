import AuditLog
import CaseVault
import VaultCrypto
import VaultStore

/// What lies sealed: the seal itself, opened with the right key, and every plaintext that its owner may have written
/// with a program of her own.
enum ProbedRecord: ProbedParser {
    static var seeds: [[UInt8]] {
        let sealed = ["", "text", String(repeating: "dugo ", count: 80)].compactMap { seal(Array($0.utf8), nonce: 1) }
        return plaintexts + sealed
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        switch TupleReader.label(of: bytes) {
        case nil: sealedVerdict(on: bytes)
        case .recordBody: read(bytes) { try RecordBody(decoding: $0).bytes }
        case .recordFile: read(bytes) { try FileBody(decoding: $0).bytes }
        case .rowHeader: read(bytes) { try CaseHeader(decoding: $0).bytes }
        case .rowPerson: read(bytes) { try PersonRow(decoding: $0).bytes }
        case .rowFile: read(bytes) { try FileRow(decoding: .probed(.file, $0)).row(of: .zero, in: .zero).sealed }
        case .rowIndex: read(bytes) { try IndexSegment(decoding: $0).bytes }
        default: .refused
        }
    }

    private static func read(_ bytes: [UInt8], _ written: ([UInt8]) throws -> [UInt8]) -> Probe.Verdict {
        guard let again = try? written(bytes) else { return .refused }
        return .canonical(again, of: bytes)
    }

    /// Nobody without the key makes what opens; what opens is sealed again as it was.
    private static func sealedVerdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let key = Secret(copying: Array(repeating: 3, count: 32)),
            let plaintext = try? Seal.open(bytes, under: key, associatedData: place),
            let nonce = try? Seal.nonce(of: bytes)
        else { return .refused }
        guard seeds.contains(bytes) else { return .broken(.forged) }
        return .canonical(Seal.seal(plaintext, under: key, associatedData: place, nonce: nonce), of: bytes)
    }

    private static let place = Tuple(.record, VaultID.zero, CaseID.zero)

    private static func seal(_ plaintext: [UInt8], nonce: UInt8) -> [UInt8]? {
        guard let key = Secret(copying: Array(repeating: 3, count: 32)),
            let nonce = SealNonce(bytes: Array(repeating: nonce, count: 24))
        else { return nil }
        return Seal.seal(plaintext, under: key, associatedData: place, nonce: nonce)
    }

    private static var plaintexts: [[UInt8]] {
        let head = Tuple(
            .recordHead, VaultID.zero, CaseID(high: 1, low: 2), CompartmentField.shared(.legal), RecordID.zero,
            UInt64(1),
            Blake2bDigest.zero, KeyID.zero, "advice", UInt64(1_790_000_000_000), "sr")
        let notes = Tuple(
            .recordHead, VaultID.zero, CaseID(high: 1, low: 2), CompartmentField.processNotes(of: .zero), RecordID.zero,
            UInt64(2), Blake2bDigest.zero, KeyID.zero, "note", UInt64(0), "")
        let signature = [UInt8](repeating: 5, count: 64)
        let line = Tuple(.rowHeader, "legal", UInt64(1), UInt64(1_790_000_000_000))
        let terms = Array("\nbeograd\npetrovic\n".utf8)
        let file = Tuple(
            .recordFile, RecordID.zero, Blake2bDigest.zero, "nalaz.pdf", "application/pdf", UInt64(300_000), UInt64(2),
            SHA256Digest.zero
        ).bytes
        let row = (try? FileBody(decoding: file)).map { FileRow($0).row(of: .zero, in: .zero).sealed }
        let entry = RecordID.zero.bytes + [UInt8](repeating: 0, count: 15) + [1] + terms
        return [
            Tuple(.recordBody, head, Blake2bDigest.zero, signature, "Savet o starateljstvu.").bytes,
            Tuple(.recordBody, notes, Blake2bDigest.zero, signature, "").bytes,
            file,
            Tuple(
                .rowHeader, "7F3Q2M", UInt8(0), UInt64(1), PersonID.zero, UInt32(3), UInt32(1), FieldList([line])
            ).bytes,
            Tuple(.rowPerson, "mira", "Mira Petrović").bytes,
            Tuple(.rowIndex, FieldList([entry, RecordID.zero.bytes + [UInt8](repeating: 0, count: 16)])).bytes,
        ] + [row].compactMap { $0 }
    }
}
