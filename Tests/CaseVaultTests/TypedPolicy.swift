import AuditLog
import Testing

/// The policy table of the design, typed a second time: r read, w write, o own, g give.
enum TypedPolicy {
    static let roles = [
        "case-lead", "coordinator", "attorney", "jurist", "psychologist", "house", "helpline", "application",
    ]

    /// Roles for which the table has no column: they hold nothing anywhere.
    static let rolesWithoutKeys = ["administrator", "trustee", "auditor"]

    private static let rows = [
        "case          rw   rw   rw  rw  rw   rw  rw  rw",
        "identity      rwg  g    r   r   r    -   wo  -",
        "core          rwg  g    r   r   -    -   wo  -",
        "risk          rwg  g    r   r   rw   -   wo  -",
        "legal         r    g    rw  rw  -    -   -   -",
        "attorney      -    -    rw  -   -    -   -   -",
        "psych         -    -    -   -   rwg  -   -   -",
        "process-notes -    -    -   -   wo   -   -   -",
        "medical       wo   g    r   -   -    -   -   -",
        "stay          r    g    -   -   -    rw  -   -",
        "care          r    rg   -   -   -    rw  -   rw",
        "children      rw   g    r   r   rw   -   wo  -",
        "coordination  rw   rwg  r   r   -    -   -   -",
        "consent       rw   rg   r   rw  r    r   wo  -",
        "stat          rw   rg   r   r   r    r   wo  r",
        "emergency     rw   rg   -   -   -    r   r   -",
    ]

    /// Compartments whose keys nobody holds for passing on; of all others coordinators are custodians, with `give`.
    private static let withoutCustodians = ["attorney", "psych", "process-notes"]

    static let compartments = rows.map { String($0.prefix { $0 != " " }) }

    /// What records are written to; the header writes itself.
    static let writable = compartments.filter { $0 != "case" }

    static func letters(_ role: String, _ compartment: String) -> Set<Character> {
        guard let column = roles.firstIndex(of: role), let row = rows.first(where: { $0.hasPrefix(compartment + " ") })
        else { return [] }
        return Set(row.split(separator: " ")[column + 1]).subtracting("-")
    }

    static func allows(_ right: Character, _ role: String, _ compartment: String) -> Bool {
        letters(role, compartment).contains(right)
    }

    /// What a role holds of a case she has nothing to do with.
    static func custody(_ role: String, _ compartment: String) -> Set<Character> {
        role == "coordinator" && !withoutCustodians.contains(compartment) ? ["g"] : []
    }
}

/// Guards the policy as data: the table that new vaults commit to is the design's, cell by cell.
@Suite struct TypedPolicyTests {
    @Test func theTableHasEveryRoleAndEveryCompartment() {
        #expect(Set(TypedPolicy.roles + TypedPolicy.rolesWithoutKeys) == Set(RoleCode.allCases.map(\.rawValue)))
        #expect(TypedPolicy.compartments == CompartmentCode.allCases.map(\.rawValue))
    }

    @Test(arguments: CompartmentCode.allCases) func everyCellIsTheTypedOne(compartment: CompartmentCode) {
        for role in RoleCode.allCases {
            let rights = Policy.standard.rights(of: role, in: compartment)
            #expect(rights == typed(TypedPolicy.letters(role.rawValue, compartment.rawValue)), "\(role) \(compartment)")
            let custody = Policy.standard.custody(of: [role], in: compartment)
            #expect(
                custody == typed(TypedPolicy.custody(role.rawValue, compartment.rawValue)), "\(role) \(compartment)")
        }
    }

    @Test func whatIsNeitherEscrowedNorHandedOver() {
        let rules = Policy.standard.rules
        #expect(
            rules.filter { !$0.value.escrowed }.keys.sorted { $0.number < $1.number } == [.attorney, .processNotes])
        #expect(rules.filter { !$0.value.transferable }.map(\.key) == [.processNotes])
        #expect(rules[.processNotes]?.indexing == Policy.Indexing.none)
        #expect(rules[.identity]?.indexing == .partly)
    }

    private func typed(_ letters: Set<Character>) -> Rights { Rights(letters: String(letters)) ?? .all }
}
