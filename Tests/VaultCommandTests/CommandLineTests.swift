import ArgumentParser
import CaseVault
import Testing

@testable import VaultCommand

/// What a command line means, and what is said of one that means nothing.
struct CommandLineTests {
    @Test(arguments: [
        ["--vault", "v", "--json", "case", "list", "--as", "mira"],
        ["case", "--vault", "v", "list", "--json", "--as=mira"],
        ["case", "list", "--as", "mira", "--json", "--vault", "v"],
        ["--as", "mira", "case", "--json", "list", "--vault=v"],
    ])
    func globalOptionsStandAnywhere(_ arguments: [String]) throws {
        let verb = try #require(try CaseVaultCommand.parseAsRoot(arguments) as? CaseListVerb)
        #expect(verb.global.vault == "v")
        #expect(verb.global.json)
        #expect(verb.global.login == "mira")
        #expect(!verb.global.plain)
    }

    @Test func dashIsAnArgument() throws {
        let verb = try #require(
            try CaseVaultCommand.parseAsRoot(["record", "add", "K-1", "--compartment", "core", "-"]) as? RecordAddVerb)
        #expect(verb.file == "-")
        #expect(verb.form == "note")
    }

    /// Verbs of later stages do not exist yet, not even as names.
    @Test(arguments: [
        ["unlock"], ["escrow"], ["handover"], ["report"],
        ["call"], ["file", "erase"], ["staff", "depart"],
        ["audit", "export"],
    ])
    func laterVerbsAreUnknown(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try CaseVaultCommand.parseAsRoot(arguments) }
        #expect(Self.problem(arguments).english == UsageText.unknownCommand.english)
    }

    @Test(arguments: [
        (["case", "list", "--frob"], UsageText.unknownOption("--frob")),
        (["case", "new", "--label=Petrovic"], .unknownOption("--label")),
        (["case", "list", "--vault"], .missingValue("--vault")),
        (["record", "show"], .missingArgument("RECORD")),
        (["record", "show", "K-1/1", "--revision", "Petrovic"], .badValue("--revision")),
        (["case", "list", "--passphrase-fd", "999"], .badValue("--passphrase-fd")),
        (["case", "show", "K-1", "Petrovic"], .unexpectedArgument),
        (["case", "Petrovic"], .unknownCommand),
        (["Petrovic"], .unknownCommand),
    ])
    func problemsAreNamed(_ arguments: [String], _ text: UsageText) {
        #expect(Self.problem(arguments).english == text.english)
    }

    /// A value on a command line may be a client's name.
    @Test(arguments: [
        ["case", "Petrović"], ["case", "show", "K-1", "Petrović"],
        ["record", "show", "K-1/1", "--revision", "Petrović"],
        ["case", "list", "--Petrović"], ["case", "list", "--label=Petrović"], ["Petrović", "--json"],
        ["case", "list", "--passphrase-fd", "Petrović"],
    ])
    func nothingTypedIsRepeated(_ arguments: [String]) {
        let problem = Self.problem(arguments)
        #expect(!problem.english.contains("etrovi"))
        #expect(!problem.serbian.contains("etrovi"))
    }

    @Test func purposesCompartmentsAndRolesAreParsed() throws {
        for purpose in Purpose.all { #expect(Purpose(purpose.description) == purpose) }
        for compartment in Compartment.all { #expect(Compartment(compartment.description) == compartment) }
        #expect(try RoleList.parse("attorney, case-lead").map(\.description) == ["attorney", "case-lead"])
        for wrong in ["", "attorney,", "lawyer", "attorney;jurist"] {
            #expect(throws: Failure.self) { try RoleList.parse(wrong) }
        }
        #expect(Purpose("curiosity") == nil)
        #expect(Compartment("all") == nil)
    }

    /// Her role's purpose first, then the rest in order, none twice, none lost.
    @Test func purposesBeginWithTheRoles() throws {
        let attorney = try #require(Role("attorney"))
        let psychologist = try #require(Role("psychologist"))
        let order = PurposeOrder.ordered(for: [attorney, psychologist])
        #expect(order.prefix(2).map(\.description) == ["court", "follow-up"])
        #expect(order.count == Purpose.all.count)
        #expect(Set(order) == Set(Purpose.all))
        #expect(PurposeOrder.ordered(for: []) == Purpose.all)
    }

    @Test func theLastCaseIsNotKnownOutsideASession() {
        #expect(throws: Failure.self) { try TypedArguments.reference("-") }
        #expect(throws: Failure.self) { try TypedArguments.record("-/3") }
    }

    static func problem(_ arguments: [String]) -> UsageText {
        do {
            _ = try CaseVaultCommand.parseAsRoot(arguments)
            return .notUnderstood
        } catch { return UsageReading.text(for: error) }
    }
}
