import Foundation
import VaultCrypto

/// What a check by others needs to know of a made house: who can open it, and what stands where. Invented, all of it.
struct Facts: Codable {
    struct CaseFact: Codable {
        let `case`: String
        let client: Client
    }

    struct RecordFact: Codable {
        let record: String
        let author: String
        let compartment: String
        let form: String
        let language: String
        /// The day of writing, as 2026-03-05.
        let written: String
        /// Whether that was on the night shift.
        let isAtNight: Bool
        let sha256: String

        init(record: String, author: String, written: String, atNight: Bool, _ writing: Writing) {
            (self.record, self.author, self.written, isAtNight) = (record, author, written, atNight)
            (compartment, form, language) = (writing.compartment, writing.form, writing.language)
            sha256 = SHA256Hash.hash(writing.content).hex
        }
    }

    struct FileFact: Codable {
        let file: String
        let author: String
        /// Its media type.
        let type: String
        let bytes: Int
        let sha256: String

        init(file: String, author: String, type: String, _ content: [UInt8]) {
            (self.file, self.author, self.type, bytes) = (file, author, type, content.count)
            sha256 = SHA256Hash.hash(content).hex
        }
    }

    /// Of the one file that a client wanted gone.
    struct Erasure: Codable {
        let `case`: String
        /// Who ordered it, and the second officer.
        let ordered: String
        var confirmed = ""
        /// When the wait was over, milliseconds since 1970, UTC.
        var due: UInt64?

        init(case reference: String, ordered: String) { (self.case, self.ordered) = (reference, ordered) }
    }

    let vault: String
    var people: [Worker] = []
    var cases: [CaseFact] = []
    var records: [RecordFact] = []
    var files: [FileFact] = []
    var reads = 0
    /// Entries of the log that refuse.
    var refusals = 0
    var left: String?
    /// Cases with new keys since she left.
    var rotated = 0
    var erasure: Erasure?
    /// Cases that are gone; their records are named here all the same.
    var erased: [String] = []

    /// As one JSON object, with what to ask for to have the same story again.
    func write(to path: String, _ plan: StoppedMaking.Plan) throws {
        let object: [String: Any] = [
            "vault": vault, "house": "house.vault", "gate": "gate", "reads": reads, "refusals": refusals,
            "plan": [
                "seed": plan.seed, "clients": plan.clients, "records": plan.records,
                "until": WorkingHours().date(plan.until),
            ] as [String: Any],
            "left": left ?? "", "rotated": rotated, "erased": erased, "erasure": erasureObject,
            "people": people.map {
                ["login": $0.login, "name": $0.name, "roles": $0.roles, "passphrase": $0.passphrase]
            },
            "cases": cases.map {
                [
                    "case": $0.case, "label": $0.client.name, "planted": $0.client.planted,
                    "language": $0.client.language,
                ]
            },
            "records": records.map {
                [
                    "record": $0.record, "author": $0.author, "compartment": $0.compartment, "form": $0.form,
                    "language": $0.language, "written": $0.written, "night": $0.isAtNight, "sha256": $0.sha256,
                ] as [String: Any]
            },
            "files": files.map {
                [
                    "file": $0.file, "author": $0.author, "type": $0.type, "bytes": $0.bytes, "sha256": $0.sha256,
                ] as [String: Any]
            },
        ]
        let data = try JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
        try data.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    }

    private var erasureObject: [String: Any] {
        guard let erasure else { return [:] }
        return [
            "case": erasure.case, "ordered": erasure.ordered, "confirmed": erasure.confirmed, "due": erasure.due ?? 0,
        ]
    }
}
