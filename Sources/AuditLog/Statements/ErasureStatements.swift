package import VaultCrypto

/// What an erasure takes: a whole case, one compartment of it, or one record.
package struct ErasureScope: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case whole
        /// Never the header, nor process notes, which go with the case.
        case compartment(CompartmentCode)
        /// All revisions of it; nor is it the header or a process note.
        case record(RecordID)
    }

    package let caseID: CaseID
    package let part: Part

    package init(caseID: CaseID, part: Part) { (self.caseID, self.part) = (caseID, part) }

    /// - Parameter compartment: nil for the whole case.
    package init(caseID: CaseID, compartment: CompartmentCode?) {
        self.init(caseID: caseID, part: compartment.map(Part.compartment) ?? .whole)
    }

    package var isWhole: Bool { part == .whole }

    package var compartment: CompartmentCode? {
        if case .compartment(let code) = part { code } else { nil }
    }

    package var record: RecordID? {
        if case .record(let id) = part { id } else { nil }
    }

    /// The act that carries it out.
    package var act: Act {
        switch part {
        case .whole: .caseErase
        case .compartment: .generationErase
        case .record: .recordErase
        }
    }

    /// The compartment's code, a record's id after `record:`, or nothing.
    fileprivate var text: String {
        switch part {
        case .whole: ""
        case .compartment(let code): code.rawValue
        case .record(let id): Self.recordPrefix + id.hex
        }
    }

    fileprivate static let recordPrefix = "record:"

    /// Whether everything of this compartment goes. Of a record's only the record does.
    package func takes(_ field: CompartmentField) -> Bool {
        switch part {
        case .whole: true
        case .compartment(let code): field == .shared(code)
        case .record: false
        }
    }
}

/// `case.erase-order`: after the wait of the policy in force the scope is erased; until then it is closed to everybody.
///
/// A request for it is about the hash of this very statement.
package struct EraseOrderStatement: Statement {
    package static let label = Label.statementEraseOrder
    package let scope: ErasureScope

    package init(scope: ErasureScope) { self.scope = scope }

    package var tuple: Tuple { Tuple(Self.label, scope.caseID, scope.text) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 2)
        scope = try reader.scope()
        try reader.finish()
    }
}

/// `case.erase-stop`: the order of this entry is over.
package struct EraseStopStatement: Statement {
    package static let label = Label.statementEraseStop
    package let caseID: CaseID
    /// The entry of the order, counted through all origins.
    package let order: UInt64

    package init(caseID: CaseID, order: UInt64) { (self.caseID, self.order) = (caseID, order) }

    package var tuple: Tuple { Tuple(Self.label, caseID, order) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 2)
        caseID = try reader.id(CaseKind.self)
        order = try reader.u64()
        try reader.finish()
    }
}

/// `case.erase`, `generation.erase`, `record.erase`: rows and keys of the scope are gone.
///
/// Among the rows of gate.db each q goes and a tombstone comes; of a whole case t goes too. With a record go the older
/// keys of its compartment, under which nothing else lies any more.
package struct EraseStatement: ChangingStatement {
    package static let label = Label.statementErase
    package let scope: ErasureScope
    /// The entry of the order, counted through all origins.
    package let order: UInt64
    package var effects: StatementEffects

    package init(scope: ErasureScope, order: UInt64, effects: StatementEffects) {
        (self.scope, self.order, self.effects) = (scope, order, effects)
    }

    package var tuple: Tuple {
        Tuple(
            Self.label, scope.caseID, scope.text, order, effects.gateCounter, effects.gateRoot,
            FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 6)
        scope = try reader.scope()
        order = try reader.u64()
        effects = try reader.effects(withGate: true)
    }
}

/// `hold.set`, `hold.lift`: while a hold stands nothing of the case is erased.
package struct HoldStatement: Statement {
    package static let label = Label.statementHold
    package let caseID: CaseID
    /// The entry of the hold that is lifted, counted through all origins; nil when one is set.
    package let lifted: UInt64?

    package init(caseID: CaseID, lifted: UInt64? = nil) { (self.caseID, self.lifted) = (caseID, lifted) }

    package var tuple: Tuple { Tuple(Self.label, caseID, UInt8(lifted == nil ? 1 : 0), lifted ?? 0) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        caseID = try reader.id(CaseKind.self)
        let sets = try reader.flag()
        let hold = try reader.u64()
        guard !sets || hold == 0 else { throw .badValue(field: reader.nextField - 1) }
        lifted = sets ? nil : hold
        try reader.finish()
    }
}

extension TupleReader {
    fileprivate mutating func scope() throws(MalformedTuple) -> ErasureScope {
        let caseID = try id(CaseKind.self)
        let name = try text()
        guard !name.isEmpty else { return ErasureScope(caseID: caseID, part: .whole) }
        if name.hasPrefix(ErasureScope.recordPrefix) {
            guard let record = RecordID(hex: String(name.dropFirst(ErasureScope.recordPrefix.count))), record != .zero
            else { throw .badValue(field: nextField - 1) }
            let scope = ErasureScope(caseID: caseID, part: .record(record))
            guard scope.text == name else { throw .badValue(field: nextField - 1) }
            return scope
        }
        guard let compartment = CompartmentCode(rawValue: name), compartment.isErasable else {
            throw .badValue(field: nextField - 1)
        }
        return ErasureScope(caseID: caseID, compartment: compartment)
    }
}

extension CompartmentCode {
    /// Whether it can be erased alone: the header is the case, and process notes are their author's.
    package var isErasable: Bool { self != .header && self != .processNotes }
}
