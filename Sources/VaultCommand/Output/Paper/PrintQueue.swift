import Platform

/// A printer of this computer. The sheet goes to `lp` through memory; what the spooler then does is its own affair.
struct PrintQueue {
    private let name: String
    private let program: String

    /// - Throws: `.usage(.badValue)` for a name that could be an option; `.input(.printerFailed)` without `lp`.
    init(_ name: String, _ environment: EnvironmentReading) throws(Failure) {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard allowed, !name.isEmpty, !name.hasPrefix("-") else { throw .usage(.badValue("--printer")) }
        guard let found = ProgramSearch.path(of: "lp", environment) else { throw .input(.printerFailed) }
        (self.name, program) = (name, found)
    }

    /// A spooler takes a sheet at once; one on another computer that does not answer would hold the person.
    private static let seconds: UInt64 = 60

    /// Hands the sheet over. The job bears the program's name: titles stand in queues that others see.
    func print(_ sheet: PrintedSheet) throws(Failure) {
        let bytes = Array((sheet.lines.joined(separator: "\n") + "\n").utf8)
        let code: Int32
        do {
            let file = try MemoryFile(name: "casevault")
            try file.replace(bytes)
            code = try file.read(by: program, ["lp", "-s", "-d", name, "-t", "casevault", "-"], within: Self.seconds)
        } catch { throw .input(.printerFailed) }
        guard code == 0 else { throw .input(Interruptions.asked(within: 100) == nil ? .printerFailed : .stopped) }
    }
}
