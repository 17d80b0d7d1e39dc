import CFuzzer
import Foundation
import ParserProbes

// fuzz list                                     the parsers, controls last
// fuzz NAME seeds                               what its encoders make, one input in base64 on a line
// fuzz NAME [libFuzzer options] FOLDER…         libFuzzer's loop
let words = Array(CommandLine.arguments.dropFirst())
if words == ["list"] {
    Probe.allCases.forEach { print($0.rawValue) }
} else if let probe = Target.probe, words.count == 2, words[1] == "seeds" {
    probe.seeds.forEach { print(Corpus.line($0)) }
} else if Target.probe != nil {
    // libFuzzer takes the first word for the name of the program.
    var count = CommandLine.argc - 1
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
    exit(LLVMFuzzerRunDriver(&count, &list, { bytes, count in Target.feed(bytes, count) }))
} else {
    print("usage: fuzz list | fuzz NAME seeds | fuzz NAME [libFuzzer options] FOLDER…")
    exit(2)
}
