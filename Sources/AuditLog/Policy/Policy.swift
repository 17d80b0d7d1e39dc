package import VaultCrypto

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

extension Policy {
    /// The policy a new vault begins with (cryptography.md, "Default policy for one's own cases").
    package static let standard = Policy(rules: Dictionary(uniqueKeysWithValues: standardRows))

    private static let columns: [RoleCode] = [
        .caseLead, .coordinator, .attorney, .jurist, .psychologist, .house, .helpline, .application,
    ]

    private static let standardRows: [(CompartmentCode, Rule)] = [
        row(.header, "rw rw rw rw rw rw rw rw", .coordinators),
        row(.identity, "rwg g r r r - wo -", .coordinators, .partly),
        row(.core, "rwg g r r - - wo -", .coordinators, .whole),
        row(.risk, "rwg g r r rw - wo -", .coordinators, .whole),
        row(.legal, "r g rw rw - - - -", .coordinators, .whole),
        row(.attorney, "- - rw - - - - -", .nobody, .whole, escrowed: false),
        row(.psych, "- - - - rwg - - -", .assigned, .whole),
        row(.processNotes, "- - - - wo - - -", .nobody, .none, escrowed: false, transferable: false),
        row(.medical, "wo g r - - - - -", .coordinators, .whole),
        row(.stay, "r g - - - rw - -", .coordinators),
        row(.care, "r rg - - - rw - rw", .coordinators),
        row(.children, "rw g r r rw - wo -", .coordinators, .whole),
        row(.coordination, "rw rwg r r - - - -", .coordinators, .whole),
        row(.consent, "rw rg r rw r r wo -", .coordinators, .whole),
        row(.stat, "rw rg r r r r wo r", .coordinators),
        row(.emergency, "rw rg - - - r r -", .coordinators),
    ]

    private static func row(
        _ compartment: CompartmentCode, _ letters: String, _ custodians: Custodians, _ indexing: Indexing = .none,
        escrowed: Bool = true, transferable: Bool = true
    ) -> (CompartmentCode, Rule) {
        let cells = letters.split(separator: " ").map { Rights(letters: $0) ?? [] }
        let rights = Dictionary(uniqueKeysWithValues: zip(columns, cells))
        let rule = Rule(
            rights: rights.filter { !$0.value.isEmpty }, custodians: custodians, escrowed: escrowed,
            transferable: transferable, indexing: indexing)
        return (compartment, rule)
    }
}

extension Policy {
    /// The canonical encoding: compartments in their order, roles in theirs, each role with rights as two bytes. A wait
    /// that is not the standard one follows, under a label of its own.
    package var tuple: Tuple {
        let list = FieldList(CompartmentCode.allCases.compactMap { name in rules[name].map { Self.encode(name, $0) } })
        return erasureDays == Self.standardErasureDays
            ? Tuple(.policy, list) : Tuple(.policyWaits, list, erasureDays)
    }

    /// The hash that the genesis statement commits to.
    package var hash: Blake2bDigest { Blake2b.hash(tuple) }

    private static func encode(_ name: CompartmentCode, _ rule: Rule) -> [UInt8] {
        let cells = RoleCode.allCases.compactMap { role in
            rule.rights[role].map { Array(role.rawValue.utf8) + $0.rawValue.fieldBytes }
        }
        return Tuple(
            .policy, name.rawValue, FieldList(cells), rule.custodians.rawValue, UInt8(rule.escrowed ? 1 : 0),
            UInt8(rule.transferable ? 1 : 0), rule.indexing.rawValue
        ).bytes
    }

    /// Reads the canonical encoding.
    ///
    /// - Throws: `MalformedTuple` when anything is unknown, doubled, or not encoded as `tuple` would encode it.
    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        let hasWaits = TupleReader.label(of: bytes) == .policyWaits
        var reader = try TupleReader(bytes, label: hasWaits ? .policyWaits : .policy, count: hasWaits ? 2 : 1)
        var rules: [CompartmentCode: Rule] = [:]
        for item in try reader.list() {
            let (name, rule) = try Self.decode(item)
            guard rules.updateValue(rule, forKey: name) == nil else { throw .badValue(field: reader.nextField - 1) }
        }
        let erasureDays = hasWaits ? try reader.u8() : Self.standardErasureDays
        try reader.finish()
        self.init(rules: rules, erasureDays: erasureDays)
        guard tuple.bytes == bytes else { throw .badValue(field: 0) }
    }

    private static func decode(_ bytes: [UInt8]) throws(MalformedTuple) -> (CompartmentCode, Rule) {
        var reader = try TupleReader(bytes, label: .policy, count: 6)
        guard let name = CompartmentCode(rawValue: try reader.text()) else {
            throw .badValue(field: reader.nextField - 1)
        }
        var rights: [RoleCode: Rights] = [:]
        for cell in try reader.list() {
            guard cell.count > 2, let role = RoleCode(rawValue: String(decoding: cell.dropLast(2), as: UTF8.self))
            else { throw .badValue(field: reader.nextField - 1) }
            let value = Rights(rawValue: UInt16(cell[cell.count - 2]) << 8 | UInt16(cell[cell.count - 1]))
            guard value.isSubset(of: .all), rights.updateValue(value, forKey: role) == nil else {
                throw .badValue(field: reader.nextField - 1)
            }
        }
        let custodians = Custodians(rawValue: try reader.text())
        let escrowed = try reader.flag()
        let transferable = try reader.flag()
        let indexing = Indexing(rawValue: try reader.text())
        try reader.finish()
        guard let custodians, let indexing else { throw .badValue(field: reader.nextField - 1) }
        return (
            name,
            Rule(
                rights: rights, custodians: custodians, escrowed: escrowed, transferable: transferable,
                indexing: indexing)
        )
    }
}
