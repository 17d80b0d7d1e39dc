import Foundation
import ParserProbes

// Feeds the parsers with their kept inputs and with seeded changes of them, in an ordinary build without libFuzzer
// (Tools/campaigns/fuzz --short; Tools/fuzz is the complete form).
//
//   probe list                                       the parsers, controls last
//   probe seeds NAME                                 what its encoders make, one input in base64 on a line
//   probe NAME --seed N --count N CORPUS LAST        the kept inputs, then so many changed ones; LAST holds the input that
//                                                    was fed last, for the case that the process ends by it

let words = Array(CommandLine.arguments.dropFirst())
if words == ["list"] {
    Probe.allCases.forEach { print($0.rawValue) }
} else if words.count == 2, words[0] == "seeds", let probe = Probe(rawValue: words[1]) {
    probe.seeds.forEach { print(Corpus.line($0)) }
} else if words.count == 7, let probe = Probe(rawValue: words[0]), words[1] == "--seed", let seed = UInt64(words[2]),
    words[3] == "--count", let count = Int(words[4])
{
    var feeding = try Feeding(probe, last: words[6])
    exit(try feeding.run(Corpus(path: words[5]).inputs, seed: seed, count: count) ? 0 : 1)
} else {
    print("usage: probe list | probe seeds NAME | probe NAME --seed N --count N CORPUS LAST")
    exit(2)
}
