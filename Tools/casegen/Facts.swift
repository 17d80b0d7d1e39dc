import Foundation
import VaultCrypto

/// What a check by others needs to know of a made house: who can open it, and what stands where. Invented, all of it.
struct Facts {
    struct CaseFact {
        let `case`: String
        let client: Client
    }

    struct RecordFact {
        let record: String
        let author: String
        let compartment: String
        let form: String
        let sha256: String

        init(record: String, author: String, _ writing: Writing) {
            (self.record, self.author) = (record, author)
            (compartment, form) = (writing.compartment, writing.form)
            sha256 = SHA256Hash.hash(writing.content).hex
        }
    }

    struct FileFact {
        let file: String
        let author: String
        let bytes: Int
        let sha256: String

        init(file: String, author: String, _ content: [UInt8]) {
            (self.file, self.author, bytes) = (file, author, content.count)
            sha256 = SHA256Hash.hash(content).hex
        }
    }

    let vault: String
    let seed: UInt64
    var people: [Worker] = []
    var cases: [CaseFact] = []
    var records: [RecordFact] = []
    var files: [FileFact] = []
    var reads = 0
    var refusals = 0
    var left: String?
    var erased: [String] = []

    /// As one JSON object.
    func write(to path: String) throws {
        let object: [String: Any] = [
            "vault": vault, "seed": seed, "house": "house.vault", "gate": "gate", "reads": reads, "refusals": refusals,
            "left": left ?? "", "erased": erased,
            "people": people.map {
                ["login": $0.login, "name": $0.name, "roles": $0.roles, "passphrase": $0.passphrase]
            },
            "cases": cases.map { ["case": $0.case, "label": $0.client.name, "planted": $0.client.planted] },
            "records": records.map {
                [
                    "record": $0.record, "author": $0.author, "compartment": $0.compartment, "form": $0.form,
                    "sha256": $0.sha256,
                ]
            },
            "files": files.map {
                ["file": $0.file, "author": $0.author, "bytes": $0.bytes, "sha256": $0.sha256] as [String: Any]
            },
        ]
        let data = try JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
        try data.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    }
}
