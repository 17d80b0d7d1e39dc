package import VaultCrypto

/// What the `data` of an entry commits to: who, what and which rows, as a tuple that the vault stores and exports.
///
/// The statement of every act that changes rows ends with the list of its changes; of one that changes gate.db, the
/// two fields before that list are the gate's counter and root.
package protocol Statement: Sendable {
    static var label: Label { get }
    /// The encoding that `data` hashes.
    var tuple: Tuple { get }
    /// Reads the encoding back. Throws `MalformedTuple` for anything that `tuple` would not give.
    init(decoding bytes: [UInt8]) throws(MalformedTuple)
}

/// The rows a statement changes, and the state of the gate after it, whatever the act.
package struct StatementEffects: Hashable, Sendable {
    package var rows: [RowChange]
    package var gate: GateState?

    package init(rows: [RowChange] = [], gate: GateState? = nil) { (self.rows, self.gate) = (rows, gate) }

    /// The row of vault.db that the act is about: it stands first.
    package var main: RowChange? { rows.first { $0.table < TableCode.firstOfGate } }

    // The two fields of a statement that stand for the gate; zeros when it stays as it is.
    var gateCounter: UInt64 { gate?.counter ?? 0 }
    var gateRoot: SHA256Digest { gate?.root ?? .zero }
}

/// A statement of an act that changes rows.
package protocol ChangingStatement: Statement {
    var effects: StatementEffects { get set }
}

/// Reads the fields that come last in every changing statement.
extension TupleReader {
    mutating func effects(withGate: Bool) throws(MalformedTuple) -> StatementEffects {
        var gate: GateState?
        if withGate {
            let counter = try u64()
            gate = GateState(counter: counter, root: try digest(SHA256Hash.self))
        }
        var rows: [RowChange] = []
        for item in try list() { rows.append(try RowChange(decoding: item[...])) }
        try finish()
        return StatementEffects(rows: rows, gate: gate)
    }

    mutating func identifiers<Kind>(_ kind: Kind.Type) throws(MalformedTuple) -> [Identifier<Kind>] {
        var ids: [Identifier<Kind>] = []
        for item in try list() {
            guard let id = Identifier<Kind>(bytes: item) else { throw .badValue(field: nextField - 1) }
            ids.append(id)
        }
        return ids
    }

    mutating func roles() throws(MalformedTuple) -> [RoleCode] {
        var roles: [RoleCode] = []
        for item in try list() {
            guard let role = RoleCode(rawValue: String(decoding: item, as: UTF8.self)), !roles.contains(role)
            else { throw .badValue(field: nextField - 1) }
            roles.append(role)
        }
        guard !roles.isEmpty else { throw .badValue(field: nextField - 1) }
        return roles
    }

    mutating func compartment() throws(MalformedTuple) -> CompartmentField {
        guard let field = CompartmentField(text: try text()) else { throw .badValue(field: nextField - 1) }
        return field
    }

    mutating func rights() throws(MalformedTuple) -> Rights {
        let rights = Rights(rawValue: try u16())
        guard rights.isSubset(of: .all) else { throw .badValue(field: nextField - 1) }
        return rights
    }
}

extension [RoleCode] {
    /// The roles as one field.
    var field: FieldList { FieldList(map(\.rawValue)) }
}
