package import VaultCrypto

/// `gate.rotate`: every row of gate.db is sealed anew under a new gate key.
package struct GateRotateStatement: ChangingStatement {
    package static let label = Label.statementGateRotate
    package var effects: StatementEffects

    package init(effects: StatementEffects) { self.effects = effects }

    package var tuple: Tuple { Tuple(Self.label, effects.gateCounter, effects.gateRoot, FieldList(effects.rows)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        effects = try reader.effects(withGate: true)
    }
}

/// `gate.move`: the gate lies in another directory. It names the state of the copy that was read again before the old
/// one went; where that is, is no matter of the log.
package struct GateMoveStatement: Statement {
    package static let label = Label.statementGateMove
    package let gate: GateState
    /// Whether it lies on the disk of the vault now, as far as the machine could tell.
    package let device: BackupDevice

    package init(gate: GateState, device: BackupDevice) { (self.gate, self.device) = (gate, device) }

    package var tuple: Tuple { Tuple(Self.label, gate.counter, gate.root, device.rawValue) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        let counter = try reader.u64()
        gate = GateState(counter: counter, root: try reader.digest(SHA256Hash.self))
        guard let device = BackupDevice(rawValue: try reader.text()), [.same, .other].contains(device) else {
            throw .badValue(field: 2)
        }
        self.device = device
        try reader.finish()
    }
}

/// `gate.check`: keys found in the gate whose entry is missing, because a command was interrupted; they are kept.
package struct GateStatement: ChangingStatement {
    package static let label = Label.statementGate
    package var effects: StatementEffects

    package init(effects: StatementEffects) { self.effects = effects }

    package var tuple: Tuple {
        Tuple(Self.label, effects.gateCounter, effects.gateRoot, FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        effects = try reader.effects(withGate: true)
    }
}
