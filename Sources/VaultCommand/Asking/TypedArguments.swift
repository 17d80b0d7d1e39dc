import CaseVault
import Platform

/// References and days as they are typed on a command line.
enum TypedArguments {
    /// A case. `-`, the last case of a session, is known only inside one.
    static func reference(_ text: String) throws(Failure) -> CaseReference {
        if text == "-" {
            let last = try lastCase
            SessionMemory.current?.name(last)
            return last
        }
        do {
            let reference = try CaseReference(text)
            SessionMemory.current?.name(reference)
            return reference
        } catch { throw .vault(error) }
    }

    static func record(_ text: String) throws(Failure) -> RecordReference {
        let text = text.hasPrefix("-/") ? "\(try lastCase)\(text.dropFirst())" : text
        if text.hasPrefix("-") { throw .usage(.noLastCase) }
        do {
            let record = try RecordReference(text)
            SessionMemory.current?.name(record.case)
            return record
        } catch { throw .vault(error) }
    }

    private static var lastCase: CaseReference {
        get throws(Failure) {
            guard let last = SessionMemory.current?.lastCase else { throw .usage(.noLastCase) }
            return last
        }
    }

    /// The first millisecond of a day, `2026-11-21`.
    static func start(ofDay text: String?, _ time: LocalTime) throws(Failure) -> UInt64? {
        guard let text else { return nil }
        guard let date = CalendarDate(text), let start = time.start(of: date) else { throw .usage(.badDate) }
        return start
    }
}
