import CaseVault
import Foundation
import Testing
import VaultTesting

/// One thing a writer of the files does, and what `check` must name afterwards.
struct Attack: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Any one of these objects, exactly or as the beginning of a longer name, has to be among the findings.
    let named: Set<String>
    let perform: @Sendable (TestVault) throws -> Void

    init(_ description: String, names: Set<String>, _ perform: @escaping @Sendable (TestVault) throws -> Void) {
        (testDescription, named, self.perform) = (description, names, perform)
    }

    func isNamed(by findings: [CheckReport.Finding]) -> Bool {
        findings.contains { finding in named.contains { Self.names(finding.object, $0) } }
    }

    private static func names(_ object: String, _ wanted: String) -> Bool {
        object == wanted || object.hasPrefix(wanted + " ")
    }
}

/// Attacks a copy of the small house again and again, each time from the whole state.
struct Siege {
    let house: SmallHouse
    private let copy: TestVault
    private let whole: KeptFiles
    /// Every how many attacks the house is also opened and read.
    private let readEvery: Int

    init(_ house: SmallHouse, readEvery: Int) throws {
        self.house = house
        self.readEvery = TestSize.isFull ? 1 : readEvery
        copy = try TestVault(copying: house.vault)
        whole = try KeptFiles(of: copy)
    }

    /// Performs each attack and expects that `check` names it, and that nobody reads anything wrong.
    func run(_ attacks: [Attack]) async throws {
        #expect(!attacks.isEmpty)
        for (index, attack) in attacks.enumerated() {
            try attack.perform(copy)
            let report = try await copy.check()
            let objects = report.findings.map { "\($0.object): \($0.kind)" }
            #expect(attack.isNamed(by: report.findings), "\(attack.testDescription): \(objects)")
            #expect(!report.ok, "\(attack.testDescription)")
            if index % readEvery == 0 { try await expectNoMisreading(after: attack) }
            try whole.putBack()
        }
    }

    private func expectNoMisreading(after attack: Attack) async throws {
        let second = try TestVault(copying: copy)
        let readings = try await house.readings(of: second)
        #expect(readings.wrong == [], "\(attack.testDescription)")
    }
}
