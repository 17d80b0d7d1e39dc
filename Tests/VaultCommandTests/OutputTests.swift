import ArgumentParser
import Foundation
import Platform
import Testing

@testable import VaultCommand

/// What programs read.
struct OutputTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_795_256_102_123, "2026-11-21T10:15:02.123Z"),
            (1_795_256_102_007, "2026-11-21T10:15:02.007Z"),
        ] as [(UInt64, String)])
    func machineTimes(_ milliseconds: UInt64, _ text: String) { #expect(MachineTime.text(milliseconds) == text) }

    @Test func linesHaveSortedKeysAndPlainSlashes() {
        #expect(MachineText.line(["b": "x/y", "a": "č"]) == #"{"a":"č","b":"x/y"}"#)
    }

    /// JSON on a terminal must not steer it either.
    @Test(arguments: [
        ("\u{1B}[31m", #"{"a":"\u001b[31m"}"#), ("\u{9B}31m", #"{"a":"\u009b31m"}"#),
        ("\u{202E}x", #"{"a":"\u202ex"}"#),
        ("\u{7F}", #"{"a":"\u007f"}"#), ("ž\u{30C}", "{\"a\":\"ž\u{30C}\"}"),
    ])
    func whatATerminalObeysIsEscaped(_ text: String, _ line: String) throws {
        let made = try #require(MachineText.line(["a": text]))
        #expect(Array(made.unicodeScalars) == Array(line.unicodeScalars))
        #expect(try JSONDecoder().decode([String: String].self, from: Data(made.utf8)) == ["a": text])
    }

    /// Whatever is hidden from a person is escaped for a program, and comes back whole. By Unicode's word too, which our own
    /// list has to cover; variation selectors choose between two forms of a letter that is seen.
    @Test func everythingHiddenIsEscaped() throws {
        let hidden = (0...0x10FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            let (properties, isVariation) = (scalar.properties, (0xFE00...0xFE0F).contains(scalar.value))
            return switch properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: properties.isDefaultIgnorableCodePoint && !isVariation || ScalarClass.isHidden(scalar)
            }
        }
        let text = String(String.UnicodeScalarView(hidden))
        let made = try #require(MachineText.line(["a": text]))
        #expect(made.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        let back = try JSONDecoder().decode([String: String].self, from: Data(made.utf8))
        #expect(back["a"].map { Array($0.unicodeScalars) } == hidden)
    }

    @Test(arguments: [
        (#"{"b":[1,2.5,true,null],"a":{"c":"x"}}"#, #"{"a":{"c":"x"},"b":[1,2.5,true,null]}"#),
        ("[]", "[]"), (" \n{\"n\":9007199254740993}", #"{"n":9007199254740993}"#),
    ])
    func jsonContentIsAValue(_ content: String, _ line: String) throws {
        let value = try #require(JSONValue(objectOrList: Array(content.utf8)))
        #expect(MachineText.line(value) == line)
    }

    /// Also JSON of which a value would keep only a part.
    @Test(arguments: [
        "5", "\"x\"", "true", "{broken", "[a] she said", "", "\u{FEFF}{}", #"{"dose":"5 mg","dose":"50 mg"}"#,
        #"{"a":[{"b":1,"b":1}]}"#, #"{"a":1,"\u0061":2}"#, #"[0.12345678901234567]"#, "[18446744073709551616]",
    ])
    func otherContentIsText(_ content: String) { #expect(JSONValue(objectOrList: Array(content.utf8)) == nil) }

    @Test func entryLinesAreReadForPeople() throws {
        let line = #"""
            {"v":1,"seq":7,"prev":"00","time":"2026-11-21T10:15:02.123Z","boot":"0","mono":1,"act":"record.read","by":"ab",\#
            "role":"attorney","peer":"","case":"","object":"record","record":"","revision":1,"before":"","after":"",\#
            "count":0,"why":"court","ref":0,"result":"ok","flags":"piped","data":"","sig":"x"}
            """#
        let entry = try #require(EntryLine(line))
        let output = Output(try GlobalOptions.parse(["--utc"]), EnvironmentReading([:]))
        let cells = EntryLine.columns(output).map { $0.value(entry) }
        #expect(cells == ["7", "2026-11-21 10:15:02Z", "record.read", "attorney", "court", "ok", "", "piped", "ab"])
        #expect(EntryLine("not an entry") == nil)
    }

    @Test(
        arguments: [
            (["--json"], [:], Output.Form.json), (["--json", "--plain"], [:], .json), (["--plain"], [:], .plain),
            ([], [EnvironmentReading.Name.plain: "1"], .plain), ([], [.terminal: "dumb"], .plain),
        ] as [([String], [EnvironmentReading.Name: String], Output.Form)])
    func formsOfOutput(
        _ arguments: [String], _ environment: [EnvironmentReading.Name: String], _ form: Output.Form
    ) throws {
        #expect(Output(try GlobalOptions.parse(arguments), EnvironmentReading(environment)).form == form)
    }
}
