/// Who may do what in which compartment: data in one table, committed to by the log.
package struct Policy: Hashable, Sendable {
    /// Who may pass on a compartment's key without being assigned to the case.
    package enum Custodians: String, Hashable, Sendable {
        /// Every coordinator, with `give` alone.
        case coordinators
        /// The others of the role who are assigned to the case; they hold `give` by the table.
        case assigned
        case nobody
    }

    /// How much of a compartment the search index may hold.
    package enum Indexing: String, Hashable, Sendable { case none, partly, whole }

    /// What the policy says of one compartment.
    package struct Rule: Hashable, Sendable {
        package var rights: [RoleCode: Rights]
        package var custodians: Custodians
        package var escrowed: Bool
        package var transferable: Bool
        package var indexing: Indexing
    }

    package var rules: [CompartmentCode: Rule]
    /// See ``erasureWait``.
    package var erasureDays: UInt8

    /// - Parameter erasureDays: 7 where a policy does not say.
    package init(rules: [CompartmentCode: Rule], erasureDays: UInt8 = Policy.standardErasureDays) {
        (self.rules, self.erasureDays) = (rules, erasureDays)
    }

    /// What is in force where a policy does not say.
    package static let standardErasureDays: UInt8 = 7

    /// What a role may do in a compartment of her own case.
    package func rights(of role: RoleCode, in compartment: CompartmentCode) -> Rights {
        rules[compartment]?.rights[role] ?? []
    }

    /// What a person with these roles may do in a compartment of a case she is assigned to.
    package func rights(of roles: [RoleCode], in compartment: CompartmentCode) -> Rights {
        roles.reduce(into: []) { $0.formUnion(rights(of: $1, in: compartment)) }
    }

    /// What a person with these roles holds without being assigned: `give`, where she is a custodian.
    package func custody(of roles: [RoleCode], in compartment: CompartmentCode) -> Rights {
        guard rules[compartment]?.custodians == .coordinators, roles.contains(.coordinator) else { return [] }
        return .give
    }
}

extension Policy {
    /// Roles that hold nothing of any case, whatever a policy says.
    package static let rolesWithoutRights: Set<RoleCode> = [.administrator, .trustee, .auditor]

    /// Whether it keeps the rules that no policy may change: those roles hold nothing, every compartment has its rule,
    /// and process notes are their author's alone.
    package var isLawful: Bool {
        let keepsRoles = rules.values.allSatisfy { rule in
            Self.rolesWithoutRights.allSatisfy { rule.rights[$0] == nil }
        }
        guard keepsRoles, Self.erasureDays.contains(erasureDays),
            CompartmentCode.allCases.allSatisfy({ rules[$0] != nil }), let notes = rules[.processNotes]
        else { return false }
        return notes.custodians == .nobody && !notes.escrowed && !notes.transferable && notes.indexing == .none
            && notes.rights.values.allSatisfy { $0.isSubset(of: [.write, .own]) }
    }
}
