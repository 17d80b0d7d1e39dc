import CFuzzer
import Foundation
import ParserProbes

// fuzz list                                          the parsers, controls last
// PARSER=NAME fuzz seeds                             what its encoders make, one input in base64 on a line
// PARSER=NAME fuzz [libFuzzer options] FOLDER…       libFuzzer's loop
let words = Array(CommandLine.arguments.dropFirst())
if words == ["list"] {
    Probe.allCases.forEach { print($0.rawValue) }
} else if let probe = Target.probe, words == ["seeds"] {
    probe.seeds.forEach { print(Corpus.line($0)) }
} else if Target.probe != nil {
    var count = CommandLine.argc
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &list, { bytes, count in Target.feed(bytes, count) }))
} else {
    print("usage: fuzz list | PARSER=NAME fuzz seeds | PARSER=NAME fuzz [libFuzzer options] FOLDER…")
    exit(2)
}
