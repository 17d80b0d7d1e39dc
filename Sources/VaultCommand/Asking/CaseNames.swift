import CaseVault
import Platform

/// References, dates and directories as they stand on a command line.
enum CaseNames {
    /// A case. `-`, the last case of a session, is known only inside one.
    static func reference(_ text: String) throws(Failure) -> CaseReference {
        if text == "-" { throw .usage(.noLastCase) }
        do { return try CaseReference(text) } catch { throw .vault(error) }
    }

    static func record(_ text: String) throws(Failure) -> RecordReference {
        if text.hasPrefix("-") { throw .usage(.noLastCase) }
        do { return try RecordReference(text) } catch { throw .vault(error) }
    }

    /// The first millisecond of a day, `2026-11-21`.
    static func start(ofDay text: String?, _ time: LocalTime) throws(Failure) -> UInt64? {
        guard let text else { return nil }
        guard let date = CalendarDate(text), let start = time.start(of: date) else { throw .usage(.badDate) }
        return start
    }
}
