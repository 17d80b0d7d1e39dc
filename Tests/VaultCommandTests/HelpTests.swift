import ArgumentParser
import Platform
import Testing

@testable import VaultCommand

/// Help pages: an example on every verb, and nothing left in English on a Serbian page.
struct HelpTests {
    static let verbs: [any ParsableCommand.Type] = CaseVaultCommand.configuration.subcommands.flatMap {
        let verbs = $0.configuration.subcommands
        return verbs.isEmpty ? [$0] : verbs
    }

    @Test func everyVerbHasAnExampleAndIsAVerb() {
        #expect(Self.verbs.count == 65)
        for verb in Self.verbs {
            #expect(verb is any Verb.Type)
            let page = CaseVaultCommand.helpMessage(for: verb, columns: 200)
            #expect(page.contains("Examples:\n  casevault "))
            #expect(!verb.configuration.abstract.isEmpty)
        }
    }

    @Test(arguments: [
        "OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS", "SUBCOMMANDS", "Show ", "detailed help", "Examples", "EVERYWHERE",
    ])
    func serbianPagesHaveNoEnglishHeadings(_ heading: String) {
        Language.$current.withValue(.serbian) {
            for command in Self.verbs + [CaseVaultCommand.self] + CaseVaultCommand.configuration.subcommands {
                let page = HelpPage.localised(CaseVaultCommand.helpMessage(for: command, columns: 200))
                #expect(!page.contains(heading), "\(page)")
            }
        }
    }

    /// No option takes a secret, a client's name, a label or a search term as text.
    @Test func noOptionTakesASecret() {
        for verb in Self.verbs {
            let page = CaseVaultCommand.helpMessage(for: verb, includeHidden: true, columns: 200)
            for line in page.split(separator: "\n") where line.trimmed.hasPrefix("--") {
                let option = line.trimmed.split(separator: " ").first.map(String.init) ?? ""
                for word in ["passphrase", "code", "label", "client", "search", "term"] where option.contains(word) {
                    #expect(option.hasSuffix("-fd"))
                }
            }
        }
    }
}
