import Foundation
import Platform

/// One line of the log, for people: the fields they ask about. Programs get the line itself.
struct EntryLine: Codable {
    let seq: UInt64
    let time: String
    let act: String
    let by: String
    let role: String
    let object: String
    let why: String
    let count: UInt64
    let result: String
    let flags: String

    /// Nil for a line that is not an entry; `audit verify` says what is wrong with it.
    init?(_ line: String) {
        guard let entry = try? JSONDecoder().decode(EntryLine.self, from: Data(line.utf8)) else { return nil }
        self = entry
    }

    static func columns(_ output: Output) -> [Column<EntryLine>] {
        [
            Column(.entry, .end) { String($0.seq) },
            Column(.time) { localTime($0.time, output) },
            Column(.act) { $0.act },
            Column(.role, minimum: 8) { $0.role },
            Column(.purpose, minimum: 8) { $0.why },
            Column(.result) { $0.result },
            Column(.count, .end) { $0.count == 0 ? "" : String($0.count) },
            Column(.flags, minimum: 6) { output.form == .lines ? $0.flags : FlagText.words($0.flags) },
            Column(.person, minimum: 8) { $0.by },
        ]
    }

    /// `2026-11-21T10:15:02.123Z` as local time; as it stands when it is not of this form.
    private static func localTime(_ text: String, _ output: Output) -> String {
        let parts = text.split(whereSeparator: { "-T:.Z".contains($0) }).compactMap { Int($0) }
        guard parts.count == 7 else { return text }
        var date = DateComponents()
        (date.year, date.month, date.day) = (parts[0], parts[1], parts[2])
        (date.hour, date.minute, date.second) = (parts[3], parts[4], parts[5])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        guard let time = calendar.date(from: date), time.timeIntervalSince1970 >= 0 else { return text }
        return output.time.text(UInt64(time.timeIntervalSince1970) * 1000, .second)
    }
}
