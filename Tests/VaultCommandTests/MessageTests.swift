import CaseVault
import Platform
import Testing

@testable import VaultCommand

/// Both languages say everything, and in the words that the people of the house use.
struct MessageTests {
    @Test func everyMessageIsSaidInBothLanguages() {
        for message in Messages.all {
            #expect(!message.english.trimmed.isEmpty)
            #expect(!message.serbian.trimmed.isEmpty)
            #expect(message.english != message.serbian || Self.isTheSameInBoth(message), "\(message)")
        }
    }

    /// The line that a command is typed behind.
    private static func isTheSameInBoth(_ message: any Message) -> Bool {
        if case SessionText.line = message { true } else { false }
    }

    /// A message, or a case of one, that nobody put among the examples is seen by no other test here.
    @Test func everyMessageOfTheSourcesIsAmongTheExamples() throws {
        let sources = try SourceCases()
        let examples: [Any] =
            Messages.all + Messages.caseStates + Messages.personStates + Messages.importStates as [Any]
        let seen = SeenCases(examples)
        // A title that is a code, which is the same in every language.
        #expect(sources.messages.subtracting(seen.types) == ["CodeTitle"])
        #expect(sources.messages.isSuperset(of: ["VaultErrorText", "ImportProblemText", "KeyText"]))
        for (name, cases) in seen.cases {
            let said = cases.union(Messages.unsaid[name] ?? [])
            #expect(said == sources.cases[name], "\(name)")
        }
    }

    /// What a value leaves behind when it is put into a sentence unopened, or not at all.
    @Test(arguments: ["Optional(", "nil", "%@", "\\(", "CaseVault.", "VaultCommand.", "TODO"])
    func noPlaceIsLeftUnfilled(_ remains: String) {
        for message in Messages.all {
            #expect(!message.english.contains(remains), "\(message.english)")
            #expect(!message.serbian.contains(remains), "\(message.serbian)")
        }
    }

    /// One script until the other is complete: no sentence is half of each.
    @Test func serbianIsLatin() {
        for message in Messages.all {
            #expect(
                !message.serbian.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }, "\(message.serbian)")
        }
    }

    /// Words that mean something else to the people of the house, or nothing at all. Names of arguments are capitals.
    @Test(arguments: ["šifr", "Šifr", "prijav", "Prijav", "poverenic", "password", "login", "Login"])
    func serbianAvoids(_ word: String) {
        for message in Messages.all { #expect(!message.serbian.contains(word), "\(message.serbian)") }
    }

    @Test(arguments: ["password", "poverenica", "č", "š", "ž", "ć"])
    func englishAvoids(_ word: String) {
        for message in Messages.all where !message.english.contains("Jezik") && !message.english.contains("Kuća") {
            #expect(!message.english.lowercased().contains(word), "\(message.english)")
        }
    }

    @Test func everyCodeHasAName() {
        let unnamed = Purpose.all.filter {
            CodeText.of($0).english == $0.description && $0.description != "handover"
                && $0.description != "supervision" && $0.description != "statistics" && $0.description != "emergency"
        }
        #expect(unnamed.isEmpty)
        #expect(CodeText.purposes.map(\.code) == Purpose.all.map(\.description))
        #expect(CodeText.roles.map(\.code) == Role.all.map(\.description))
        #expect(CodeText.compartments.map(\.code) == ["case"] + Compartment.all.map(\.description))
    }

    @Test func theLanguageOfTheTaskDecides() {
        #expect(UsageText.notUnderstood.text == UsageText.notUnderstood.english)
        Language.$current.withValue(.serbian) {
            #expect(UsageText.notUnderstood.text == UsageText.notUnderstood.serbian)
        }
    }

    @Test(arguments: [
        (0, "0 zapisa"), (1, "1 zapis"), (2, "2 zapisa"), (5, "5 zapisa"), (11, "11 zapisa"), (21, "21 zapis"),
        (112, "112 zapisa"), (1_234_567, "1.234.567 zapisa"),
    ])
    func serbianCounts(_ count: Int, _ text: String) {
        #expect(Counted.serbian(count, "zapis", "zapisa", "zapisa") == text)
    }

    @Test(arguments: [(1, "ključ"), (3, "ključa"), (7, "ključeva"), (13, "ključeva"), (101, "ključ"), (104, "ključa")])
    func serbianForms(_ count: Int, _ noun: String) {
        #expect(Counted.serbian(count, "ključ", "ključa", "ključeva") == "\(count) \(noun)")
    }

    @Test(arguments: [(0, "0 keys"), (1, "1 key"), (4212, "4,212 keys")])
    func englishCounts(_ count: Int, _ text: String) { #expect(Counted.english(count, "key", "keys") == text) }

    @Test func amountsAndTimes() {
        #expect(Amount.text(0, ".") == "0 B" && Amount.text(1023, ".") == "1023 B")
        #expect(Amount.text(1024, ".") == "1.0 KiB" && Amount.text(1536 << 10, ",") == "1,5 MiB")
        #expect(Amount.text(Int.max, ".").hasSuffix("TiB"))
        #expect(
            [0, 59, 60, 187, 3600, 3765].map(Amount.time) == ["0 s", "59 s", "1:00", "3:07", "1:00:00", "1:02:45"])
    }
}
