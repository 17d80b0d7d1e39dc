import CaseVault
import VaultCrypto

/// The plaintext of a draft, which its writer may have sealed with a program of her own. One that is accepted belongs to the
/// case in which it lies, and is what this program writes for the same target and text.
enum ProbedDraft: ProbedParser {
    private static let caseID = CaseID(high: 1, low: 2)
    private static let reference = try? CaseReference("K-7F3Q2M-Y")

    static var seeds: [[UInt8]] {
        guard let reference, let core = Compartment("core"), let notes = Compartment("process-notes"),
            let record = try? RecordReference("\(reference)/1"), let note = try? RecordReference("\(reference)/n7")
        else { return [] }
        let targets = [
            DraftTarget(case: reference, compartment: core, form: "intake"),
            DraftTarget(case: reference, compartment: notes, form: ""),
            DraftTarget(record: record, replacing: 1),
            DraftTarget(record: note, replacing: 4),
        ]
        let texts = ["", "{}", "{\"narrative\":\"Рекла је да се враћа.\"}"].map { Array($0.utf8) }
        let ours = targets.flatMap { target in texts.map { DraftBody(caseID, target, $0).bytes } }
        return ours + [DraftBody(CaseID(high: 2, low: 1), targets[0], texts[1]).bytes]
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let reference else { return .broken(.misread) }
        guard let draft = try? DraftBody(bytes, of: caseID, named: reference) else { return .refused }
        return .canonical(DraftBody(caseID, draft.target, draft.content).bytes, of: bytes)
    }
}
