import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

/// Guards what `data` commits to: every statement has one encoding, and nothing else is read as that statement.
@Suite struct StatementTests {
    @Test(arguments: Specimen.all) func comesBack(specimen: Specimen) throws {
        #expect(try specimen.reencoded(specimen.bytes) == specimen.bytes)
        #expect(TupleReader.label(of: specimen.bytes) == specimen.label)
    }

    @Test(arguments: Specimen.all) func nothingAfterItAndNothingMissing(specimen: Specimen) {
        specimen.refuse(specimen.bytes + [0], "trailing byte")
        specimen.refuse(specimen.bytes + specimen.bytes, "twice")
        for count in 0..<min(specimen.bytes.count, 3000) {
            specimen.refuse(Array(specimen.bytes.prefix(count)), "first \(count) bytes")
        }
        specimen.refuse(Array(specimen.bytes.dropFirst()), "without the first byte")
    }

    @Test(arguments: Specimen.all) func anotherLabelOrNumberOfFields(specimen: Specimen) {
        let fields = specimen.fields
        for label in Label.allCases where label != specimen.label {
            specimen.refuse(Specimen.encode(label.rawValue, fields), "\(label)")
        }
        for label in ["", specimen.label.rawValue.uppercased(), specimen.label.rawValue + "\u{0}"] {
            specimen.refuse(Specimen.encode(label, fields), label)
        }
        specimen.refuse(Specimen.encode(specimen.label.rawValue, fields + [[]]), "one more field")
        specimen.refuse(Specimen.encode(specimen.label.rawValue, Array(fields.dropLast())), "one field less")
        specimen.refuse(Specimen.encode(specimen.label.rawValue, []), "no field")
    }

    /// Each field longer, shorter and empty; only free text and lists that may be empty stay what they are.
    @Test(arguments: Specimen.all) func everyFieldHasItsLength(specimen: Specimen) {
        for index in specimen.fields.indices where !specimen.freeText.contains(index) {
            let field = specimen.fields[index]
            specimen.refuse(specimen.with(index, field + [0]), "field \(index) longer")
            specimen.refuse(specimen.with(index, field + [0, 0, 0, 1, 7]), "field \(index) with one item more")
            if !field.isEmpty {
                specimen.refuse(specimen.with(index, Array(field.dropLast())), "field \(index) shorter")
            }
            if !specimen.mayBeEmpty.contains(index) {
                specimen.refuse(specimen.with(index, []), "field \(index) empty")
            }
        }
    }

    /// One bit wrong: refused, or another statement whose one encoding this is.
    @Test(arguments: Specimen.all) func everyBitCounts(specimen: Specimen) {
        var dice = Dice(seed: 4)
        for _ in 0..<2000 {
            var bytes = specimen.bytes
            let place = Int.random(in: bytes.indices, using: &dice)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            guard let again = try? specimen.reencoded(bytes) else { continue }
            #expect(again == bytes, "byte \(place)")
        }
    }

    @Test func valuesOutsideTheirLists() throws {
        let assign = Specimen(AssignStatement(caseID: .zero, person: .zero, assigned: true))
        assign.refuse(assign.with(2, [2]), "a flag that is neither")
        let state = Specimen(CaseStateStatement(caseID: .zero, closed: false, effects: StatementEffects()))
        state.refuse(state.with(1, [255]), "a flag that is neither")
        let attempt = Specimen(AttemptStatement(login: .zero, secret: .code))
        for text in ["", "Code", "code ", "fingerprint"] { attempt.refuse(attempt.with(1, Array(text.utf8)), text) }
        let made = Specimen.generation
        for rights in [[0, 16], [1, 0], [255, 255]] as [[UInt8]] {
            made.refuse(made.with(6, rights), "rights \(rights)")
        }
        let author = PersonID.zero.hex
        let compartments = [
            "", "Case", "process-notes", "process-notes:", "process-notes:\(author)0",
            "process-notes:" + author.dropLast(),
            "process-notes:\(author.uppercased().dropLast())G", "legal:\(author)", "legal ", "all", "žž",
        ]
        for text in compartments { made.refuse(made.with(2, Array(text.utf8)), text) }
        let invite = Specimen.invite
        let roles: [[String]] = [[], ["attorney", "attorney"], ["Attorney"], [""], ["attorney", "root"]]
        for list in roles {
            invite.refuse(invite.with(1, Tuple(.policy, FieldList(list)).listField), "\(list)")
        }
    }

    @Test func aPersonsHexIsWrittenOneWay() {
        let person = PersonID(bytes: Array(repeating: 0xAB, count: 16)) ?? .zero
        #expect(CompartmentField(text: "process-notes:\(person.hex)") == .processNotes(of: person))
        #expect(CompartmentField(text: "process-notes:\(person.hex.uppercased())") == nil)
    }
}

/// The standard policy and others, as the log commits to them.
@Suite struct PolicyEncodingTests {
    @Test func comesBack() throws {
        #expect(try Policy(decoding: Policy.standard.tuple.bytes) == .standard)
        let none = Policy(rules: [:])
        #expect(try Policy(decoding: none.tuple.bytes) == none)
        var dice = Dice(seed: 9)
        for _ in 0..<300 {
            let policy = dice.policy()
            #expect(try Policy(decoding: policy.tuple.bytes) == policy)
            #expect((policy.hash == Policy.standard.hash) == (policy == .standard))
        }
    }

    @Test func everyFieldOfARule() throws {
        let good: [[UInt8]] = [
            Array("legal".utf8), Tuple(.policy, FieldList([Array("attorney".utf8) + [0, 3]])).listField,
            Array("nobody".utf8), [1], [0], Array("whole".utf8),
        ]
        #expect(try Policy(decoding: encode([good])).rights(of: .attorney, in: .legal) == [.read, .write])
        let bad: [(Int, [UInt8])] = [
            (0, []), (0, Array("Legal".utf8)), (0, Array("process-notes:00".utf8)), (0, [0xFF]),
            (1, cells(["attorney"], [0, 16])), (1, cells(["attorney"], [1, 0])), (1, cells(["root"], [0, 1])),
            (1, cells([""], [0, 1])), (1, cells(["attorney", "attorney"], [0, 1])), (1, [0, 0, 0, 9]), (1, [1]),
            (1, cells(["attorney", "administrator"], [0, 1])), (1, cells(["attorney"], [1])),
            (2, []), (2, Array("everyone".utf8)), (3, []), (3, [2]), (3, [0, 1]), (4, []), (4, [2]), (4, [1, 1]),
            (5, []), (5, Array("all".utf8)),
        ]
        for (index, field) in bad {
            var fields = good
            fields[index] = field
            #expect(throws: MalformedTuple.self, "field \(index): \(field)") {
                _ = try Policy(decoding: encode([fields]))
            }
        }
        #expect(throws: MalformedTuple.self) { _ = try Policy(decoding: encode([good, good])) }
        #expect(throws: MalformedTuple.self) { _ = try Policy(decoding: encode([Array(good.dropLast())])) }
        #expect(throws: MalformedTuple.self) { _ = try Policy(decoding: encode([good + [[]]])) }
        #expect(throws: MalformedTuple.self) { _ = try Policy(decoding: encode([good]) + [0]) }
        // Compartments stand in their order.
        var core = good
        core[0] = Array("core".utf8)
        #expect(try Policy(decoding: encode([core, good])).rules.count == 2)
        #expect(throws: MalformedTuple.self) { _ = try Policy(decoding: encode([good, core])) }
    }

    private func cells(_ roles: [String], _ rights: [UInt8]) -> [UInt8] {
        Tuple(.policy, FieldList(roles.map { Array($0.utf8) + rights })).listField
    }

    private func encode(_ rules: [[[UInt8]]]) -> [UInt8] {
        Tuple(.policy, FieldList(rules.map { Specimen.encode(Label.policy.rawValue, $0) })).bytes
    }
}

extension Dice {
    fileprivate mutating func policy() -> Policy {
        var rules: [CompartmentCode: Policy.Rule] = [:]
        for compartment in CompartmentCode.allCases where Bool.random(using: &self) {
            var rights: [RoleCode: Rights] = [:]
            for role in RoleCode.allCases where Bool.random(using: &self) {
                rights[role] = Rights(rawValue: UInt16.random(in: 0...15, using: &self))
            }
            rules[compartment] = Policy.Rule(
                rights: rights, custodians: [.coordinators, .assigned, .nobody].randomElement(using: &self) ?? .nobody,
                escrowed: Bool.random(using: &self), transferable: Bool.random(using: &self),
                indexing: [.none, .partly, .whole].randomElement(using: &self) ?? .none)
        }
        return Policy(rules: rules)
    }
}

extension Tuple {
    /// The bytes of the only field.
    var listField: [UInt8] { Specimen.split(bytes).first ?? [] }
}
