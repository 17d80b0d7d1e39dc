import Foundation
import Testing

@testable import AuditLog
@testable import CaseVault
@testable import VaultCrypto
@testable import VaultStore

/// The documents say what the code does: names that must agree are compared here.
@Suite struct DocumentTests {
    private static let top = PublishedVectors.repository

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: top.appending(path: path), encoding: .utf8)
    }

    /// What stands between backticks.
    private static func quoted(_ text: String) -> Set<String> {
        Set(text.matches(of: /`([^`\n]+)`/).map { String($0.1) })
    }

    @Test func everyTestThatSecurityNamesIsThere() throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: Self.top.appending(path: "Tests").path())
        let names = Set(files.map { ($0 as NSString).lastPathComponent })
        let documents = try FileManager.default.subpathsOfDirectory(atPath: Self.top.appending(path: "Sources").path())
        let pages = Set(documents.map { ($0 as NSString).lastPathComponent })
        var named = 0
        for name in Self.quoted(try Self.text("SECURITY.md")) {
            let wanted = name.hasSuffix("Tests") ? name + ".swift" : name
            let isThere: Bool
            if ["Tests", ".txt"].contains(name) {
                continue
            } else if wanted.hasSuffix(".swift") || wanted.hasSuffix(".txt") {
                isThere = names.contains((wanted as NSString).lastPathComponent)
            } else if wanted.hasSuffix(".md") {
                isThere = pages.contains(wanted)
            } else if wanted.hasPrefix("Tools/") || wanted.hasPrefix("Keys/") {
                let path = wanted.prefix { $0 != " " }
                isThere = FileManager.default.fileExists(atPath: Self.top.appending(path: path).path())
            } else {
                continue
            }
            #expect(isThere, "\(name)")
            named += 1
        }
        #expect(named > 30)
    }

    @Test func everyLabelIsListed() throws {
        let page = try Self.text("Sources/VaultCrypto/VaultCrypto.docc/Labels.md")
        let listed = page.matches(of: /\n\| `([^`]+)` \|/).map { "casevault/v1/" + String($0.1) }
        #expect(listed.sorted() == Label.allCases.map(\.rawValue).sorted())
    }

    @Test func everyStatementIsDescribed() throws {
        let page = try Self.text("Sources/AuditLog/AuditLog.docc/Statements.md")
        for label in Label.allCases.map(\.rawValue) where label.hasPrefix("casevault/v1/statement/") {
            #expect(page.contains("T(\"\(label.dropFirst(13))\""), "\(label)")
        }
        let names = Self.quoted(page)
        #expect(names.isSuperset(of: RoleCode.allCases.map(\.rawValue)))
        #expect(names.isSuperset(of: CompartmentCode.allCases.map(\.rawValue)))
    }

    @Test func theSchemasAreThoseOfTheCode() throws {
        let vault = try Self.text("Sources/CaseVault/CaseVault.docc/FileFormat.md")
        for statement in LogSchema.all + LogSchema.past { #expect(vault.contains("\n\(statement)\n"), "\(statement)") }
        let row = vault.matches(of: /\n(CREATE .* NAME.*)/).map { String($0.1) }
        #expect(row.count == 2)
        for table in Table.allCases {
            let written = row.map { $0.replacing("NAME", with: table.name) }.map {
                table.hasGeneration
                    ? $0.replacing(", hash BLOB", with: ", gen BLOB NOT NULL CHECK (length(gen) = 16), hash BLOB") : $0
            }
            #expect(written == table.schema)
            #expect(vault.contains("\n| \(table.rawValue) | `\(table.name)` |"), "\(table)")
        }
        let gate = try Self.text("Sources/CaseVault/CaseVault.docc/GateFormat.md")
        for statement in GateSchema.all { #expect(gate.contains("\n\(statement)\n"), "\(statement)") }
        for kind in GateKind.allCases { #expect(gate.contains("\n| \(kind.rawValue) | "), "\(kind)") }
    }

    @Test func compartmentsHaveTheirNumbers() throws {
        let page = try Self.text("Sources/CaseVault/CaseVault.docc/FileFormat.md").replacing("\n", with: " ")
        for compartment in CompartmentCode.allCases {
            #expect(page.contains(" \(compartment.number) `\(compartment.rawValue)`"), "\(compartment)")
        }
    }
}
