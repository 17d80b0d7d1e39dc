import SeededNumbers
import Testing

@testable import AuditLog

@Suite struct LineSplitterTests {
    @Test func chunksDoNotMatter() {
        var generator = Dice(seed: 15)
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                Bool.random(using: &generator) ? UInt8(ascii: "\n") : UInt8(ascii: "x")
            }
            var splitter = LineSplitter()
            var lines: [[UInt8]] = []
            var rest = text[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &generator)
                lines += splitter.add(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            let expected = text.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
            #expect(lines + [splitter.unfinished ?? []] == expected)
        }
    }

    @Test func longLinesAreCutAndNoEntries() {
        var splitter = LineSplitter()
        for _ in 0..<100 { #expect(splitter.add([UInt8](repeating: 120, count: 1_000)) == []) }
        #expect(splitter.unfinished?.count == EntryFormat.lineLimit + 1)
        let lines = splitter.add(Array("x\nshort\n".utf8))
        #expect(lines.map(\.count) == [EntryFormat.lineLimit + 1, 5])
        #expect(splitter.unfinished == nil)
    }
}
