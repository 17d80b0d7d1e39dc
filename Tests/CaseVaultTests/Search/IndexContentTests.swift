import Glibc
import Testing

@testable import AuditLog
@testable import CaseVault

/// Guards which words of a record an index holds: of `identity` the names alone, of nothing where she is or how to reach
/// her.
@Suite struct IndexContentTests {
    private static func words(_ indexing: Policy.Indexing, _ content: String, form: String = "intake") -> [String] {
        let terms = IndexContent.terms(indexing, form: form, Array(content.utf8))
        return String(decoding: terms, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static let intake = """
        {"name": "Jelena Petrović", "alias": ["Lena", "Jeca"], "safe_words": "crvena jabuka", "safe_contact": "sestra",
         "address": {"street": "Nemanjina"}, "location": "Kragujevac", "call_back_hours": "posle osam",
         "needs": "pravna pomoć", "child": {"name": "Marko"}}
        """

    @Test func ofIdentityNamesAlone() {
        #expect(Self.words(.partly, Self.intake) == ["jeca", "jelena", "lena", "petrovic"])
        #expect(Self.words(.partly, "Jelena Petrović", form: "label") == ["jelena", "petrovic"])
        // Text may hold an address: nothing of it.
        #expect(Self.words(.partly, "Jelena, Nemanjina 5").isEmpty)
        #expect(Self.words(.partly, "{\"name\": \"Jelena\"").isEmpty)
        #expect(IndexContent.terms(.partly, form: "file", [], fileName: "pasoš Petrović.pdf").isEmpty)
    }

    @Test func ofOthersAllButWhereSheIs() {
        #expect(
            Self.words(.whole, Self.intake)
                == ["jeca", "jelena", "lena", "marko", "petrovic", "pomoc", "pravna"])
        #expect(Self.words(.whole, "\u{FEFF}" + Self.intake) == Self.words(.whole, Self.intake))
        #expect(Self.words(.whole, "Prva rečenica.") == ["prva", "recenica"])
        let name = IndexContent.terms(.whole, form: "file", [], fileName: "Presuda_Čačak.pdf")
        #expect(String(decoding: name, as: UTF8.self) == "\ncacak\npdf\npresuda\n")
        #expect(Self.words(.none, "Prva rečenica.").isEmpty)
    }

    /// Whatever text is no JSON is indexed as text, and none of it costs more than its length.
    @Test func hostileJSON() {
        let deep = String(repeating: "[", count: 200_000)
        #expect(Self.words(.whole, deep).isEmpty)
        for (text, words) in [
            ("{\"a\": \"prva\"} druga", ["druga", "prva"]), ("[\"prva\"", ["prva"]), ("{]", []), ("\"prva\"", ["prva"]),
            ("[\"pr\\u0107a\", \"\\ud83d\\ude00abc\", \"\\ud83dabc\"]", ["abc", "prca"]),
            ("[\"a\\\"bcd\\nefg\"]", ["bcd", "efg"]), ("{\"a\":\"\\u12\"}", []),
        ] as [(String, [String])] {
            #expect(Self.words(.whole, text) == words, "\(text)")
        }
    }

    /// A text under tens of thousands of keys costs no more than one under two: four times as many of both take four times as
    /// long. When each text asked each key above it they took sixteen times as long.
    @Test func manyTextsUnderManyKeys() {
        let few = processorTime { Self.findOneWord(amongKeys: 20_000) }
        let many = processorTime { Self.findOneWord(amongKeys: 80_000) }
        #expect(many < few * 8, "\(few) and \(many)")
    }

    private static func findOneWord(amongKeys count: Int) {
        let keys = String(repeating: "{\"a\":", count: count) + "["
        let texts = String(repeating: "\"a\",", count: count) + "\"prva\"]" + String(repeating: "}", count: count)
        #expect(words(.whole, keys + texts) == ["prva"])
        #expect(words(.partly, keys + texts).isEmpty)
    }

    /// What this thread alone computes, whoever else has the processor meanwhile.
    private func processorTime(_ work: () -> Void) -> Duration {
        let begin = Self.threadTime
        work()
        return Self.threadTime - begin
    }

    private static var threadTime: Duration {
        var time = timespec()
        #expect(unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    @Test func keysAboveAText() {
        #expect(Self.words(.whole, "[{\"Address\": [[{\"x\": \"ulica\"}], \"broj\"], \"a\": \"prva\"}]") == ["prva"])
        #expect(Self.words(.whole, "{\"a\": {\"phone\": \"broj\"}, \"b\": \"prva\"}") == ["prva"])
        #expect(Self.words(.partly, "[[{\"NAMES\": [[\"Ana\"]], \"x\": \"Eva\"}]]") == ["ana"])
        #expect(Self.words(.partly, "[\"Ana\"]").isEmpty && Self.words(.partly, "{\"name\": {\"x\": \"Ana\"}}").isEmpty)
    }
}
