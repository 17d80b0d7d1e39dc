import Testing
import VaultCrypto

@testable import AuditLog

/// Guards what a policy may say, and its one encoding.
@Suite struct PolicyTests {
    @Test func comesBackWithItsWait() throws {
        for days in Policy.erasureDays {
            let policy = Policy(rules: Policy.standard.rules, erasureDays: days)
            #expect(try Policy(decoding: policy.tuple.bytes) == policy)
            #expect(policy.isLawful)
        }
    }

    /// The encoding of a policy that does not say how long has no second form.
    @Test func theStandardWaitIsNotWritten() {
        let bytes = Tuple(.policyWaits, Policy.standard.tuple, UInt8(7)).bytes
        #expect(throws: (any Error).self) { try Policy(decoding: bytes) }
        #expect(TupleReader.label(of: Policy.standard.tuple.bytes) == .policy)
    }

    @Test func whatNoPolicyMaySay() {
        #expect(!Policy(rules: Policy.standard.rules, erasureDays: 31).isLawful)
        for role in Policy.rolesWithoutRights {
            for compartment in CompartmentCode.allCases {
                var policy = Policy.standard
                policy.rules[compartment]?.rights[role] = .read
                #expect(!policy.isLawful, "\(role) \(compartment)")
            }
        }
        let spoiled: [(inout Policy.Rule) -> Void] = [
            { $0.rights[.coordinator] = .read }, { $0.rights[.psychologist] = .give },
            { $0.custodians = .coordinators },
            { $0.escrowed = true }, { $0.transferable = true }, { $0.indexing = .whole },
        ]
        for spoil in spoiled {
            var policy = Policy.standard
            policy.rules[.processNotes].map { rule in
                var rule = rule
                spoil(&rule)
                policy.rules[.processNotes] = rule
            }
            #expect(!policy.isLawful)
        }
        for compartment in CompartmentCode.allCases {
            var policy = Policy.standard
            policy.rules[compartment] = nil
            #expect(!policy.isLawful)
        }
    }

    @Test func lettersComeBack() {
        for raw in UInt16(0)...15 {
            let rights = Rights(rawValue: raw)
            #expect(Rights(letters: rights.letters) == rights)
        }
    }
}
