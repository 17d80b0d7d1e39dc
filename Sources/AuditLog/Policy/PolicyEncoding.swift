package import VaultCrypto

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
