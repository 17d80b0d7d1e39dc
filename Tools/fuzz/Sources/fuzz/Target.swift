import ParserProbes

/// The parser that this process is about: the first word of the command.
enum Target {
    static let probe = CommandLine.arguments.dropFirst().first.flatMap { Probe(rawValue: $0) }

    /// Feeds one input of libFuzzer's; a property that does not hold ends the process as a fault of memory would.
    static func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
        if case .broken(let breach) = probe?.verdict(on: input) { fatalError(breach.rawValue) }
        return 0
    }
}
