import Foundation
import Testing
import VaultCrypto

@testable import AuditLog

/// Guards that whoever hunts faults in the readers of statements begins with one of each (Tools/fuzz).
@Suite struct CorpusTests {
    @Test func holdsEveryStatement() throws {
        let path = ExampleFiles.repository.appending(path: "Tools/fuzz/corpus/statement.txt")
        let kept = Set(try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map(String.init))
        for specimen in Specimen.all {
            let line = Data(specimen.bytes).base64EncodedString()
            #expect(kept.contains(line), "not in Tools/fuzz/corpus/statement.txt: \(line)")
        }
    }
}
