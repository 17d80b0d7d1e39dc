import CaseVault
import Platform

/// An export whose items are written: what the cover sheet, the index and the answer tell of it.
struct WrittenExport {
    let reading: ExportReading
    let reference: CaseReference
    let recipient: String
    let purpose: Purpose
    let login: String
    /// SHA-256 of each item, in hex.
    let hashes: [String]

    var byteCount: UInt64 { reading.items.reduce(0) { $0 + $1.line.bytes } }

    /// The items for a spreadsheet: in UTF-8 with its mark, which the usual one needs to know it. Times are in UTC and
    /// words are codes, whatever the language.
    var index: String {
        let columns = [
            "item", "file", "record", "revision", "compartment", "form", "name", "bytes", "created", "sha256",
        ]
        var text = "\u{FEFF}" + columns.joined(separator: ",") + "\r\n"
        for (number, (item, hash)) in zip(reading.items, hashes).enumerated() {
            let line = item.line.line
            text += CSVField.line([
                String(number + 1), item.line.file, line.record, String(line.revision), line.compartment.description,
                line.form, TextSanitizer.field(item.line.name ?? ""), String(item.line.bytes),
                MachineTime.text(line.created), hash,
            ])
        }
        return text
    }

    /// Who, when, why and for whom, as the list of hashes says it before the files.
    var comments: [String] {
        [
            "casevault export", "case: \(reference)", "organisation: \(TextSanitizer.field(reading.organisation))",
            "for: \(TextSanitizer.field(recipient))", "purpose: \(purpose)", "by: \(login)",
            "time: \(MachineTime.text(reading.time))", "items: \(reading.items.count)",
        ]
    }
}

/// `export` for programs.
struct ExportAnswer: Encodable {
    let `case`: String
    let items: Int
    let bytes: UInt64
    let to: String
    let manifest: String
}
