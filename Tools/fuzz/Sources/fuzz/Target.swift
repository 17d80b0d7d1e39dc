import Foundation
import ParserProbes

/// The parser that this process is about: the environment names it, because libFuzzer starts its program again with the
/// words it was given.
enum Target {
    static let probe = ProcessInfo.processInfo.environment["PARSER"].flatMap { Probe(rawValue: $0) }

    /// Feeds one input of libFuzzer's; a property that does not hold ends the process as a fault of memory would.
    static func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
        if case .broken(let breach) = probe?.verdict(on: input) { fatalError(breach.rawValue) }
        return 0
    }
}
