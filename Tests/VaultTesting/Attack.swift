package import CaseVault

/// One thing a writer of the files does, and what `check` must name afterwards.
package struct Attack: Sendable {
    package let description: String
    /// Of each of these sets one object, exactly or as the beginning of a longer name, has to be among the findings.
    package let names: [Set<String>]
    package let perform: @Sendable (TestVault) throws -> Void

    package init(
        _ description: String, names: Set<String>, _ perform: @escaping @Sendable (TestVault) throws -> Void
    ) {
        self.init(description, namesOfEach: [names], perform)
    }

    /// - Parameter namesOfEach: what may stand for each thing that is attacked.
    package init(
        _ description: String, namesOfEach names: [Set<String>],
        _ perform: @escaping @Sendable (TestVault) throws -> Void
    ) {
        (self.description, self.names, self.perform) = (description, names, perform)
    }

    package func isNamed(by findings: [CheckReport.Finding]) -> Bool {
        names.allSatisfy { names in findings.contains { finding in names.contains { finding.object.isNamed($0) } } }
    }
}

extension String {
    /// Whether an object in a report has this name, or begins with it.
    func isNamed(_ wanted: String) -> Bool { self == wanted || hasPrefix(wanted + " ") }
}

/// Who looks at a tampered vault. That nobody sees anything must be noticed: it is the control of every campaign.
package enum Watch: Sendable {
    case check, nobody

    func report(on vault: TestVault) async throws(VaultError) -> [CheckReport.Finding] {
        guard self == .check else { return [] }
        return try await Vault.check(at: vault.directory, gate: vault.gate, in: vault.environment).findings
    }
}

/// Attacks a copy of the small house again and again, each time from the whole state.
package struct Siege: Sendable {
    package let house: SmallHouse
    private let copy: TestVault
    private let whole: KeptFiles
    private let watch: Watch

    package init(_ house: SmallHouse, watch: Watch = .check) throws {
        self.house = house
        self.watch = watch
        copy = try TestVault(copying: house.vault)
        whole = try KeptFiles(of: copy)
    }

    /// Performs one attack, looks, and puts everything back.
    ///
    /// - Parameter alsoRead: whether the house is also opened and everything read.
    /// - Returns: what went wrong; nil when `check` named the attack and nobody read anything wrong.
    package func problem(with attack: Attack, alsoRead: Bool) async throws -> String? {
        try attack.perform(copy)
        let findings = try await watch.report(on: copy)
        var problem: String?
        // Clocks and acts of newer versions are no faults, and the house has neither.
        if !attack.isNamed(by: findings) {
            problem = "\(attack.description): \(findings.map { "\($0.object): \($0.kind)" })"
        }
        if alsoRead {
            let wrong = try await house.readings(of: try TestVault(copying: copy)).wrong
            if !wrong.isEmpty { problem = "\(attack.description): read wrongly: \(wrong)" }
        }
        try whole.putBack()
        return problem
    }
}
