import AuditLog
import VaultCrypto
import VaultStore

/// The database as the log says it must be: a fold over the changes that every entry commits to.
struct ExpectedRows {
    struct Content {
        let tag: ContentTag
        let month: EntryMonth
        let caseID: CaseID
    }

    private(set) var rows: [RowPlace: Content] = [:]
    /// Entries whose statement must be stored; the revision of its row is the number of the origin.
    private(set) var statements: Set<RowPlace> = []
    private(set) var names = ObjectNames()
    /// Rows of gate.db that entries added and none removed; those of the genesis are in no entry.
    private(set) var gateRows: [RowPlace: Content] = [:]
    /// Rows of which an entry says that something else stood there before than the log knows.
    private(set) var breaks: [RowPlace] = []
    /// The gate's counter after the genesis.
    private(set) var genesisStep: UInt64 = 0
    /// Whether every row of gate.db stands in an entry, those of the genesis too.
    private(set) var isGateRotated = false
    /// The generation of each record revision, by what the log says of the writing.
    private var generations: [RowPlace: GenerationID] = [:]
    /// The generation of each case's header.
    private var headers: [CaseID: GenerationID] = [:]

    /// The `gen` that a row must carry; nil when the log does not say.
    func generation(of place: RowPlace) -> GenerationID? {
        if place.table == Table.generation.rawValue { return place.row.retyped(as: GenerationKind.self) }
        return generations[place]
    }

    /// What a finding calls a row.
    func name(_ place: RowPlace) -> String {
        guard place.table < TableCode.firstOfGate else { return "gate row \(place.row.hex)" }
        return names.name(place.table, place.row, place.revision)
    }

    /// Takes over what one entry changed.
    mutating func apply(
        _ entry: AuditEntry, _ statement: [UInt8]?, _ rowKey: RowKey, in origin: UInt64 = 1
    ) throws(VaultError) {
        if entry.fields.data != nil {
            let row = rowKey.lookup(.statement, entry.seq)
            statements.insert(RowPlace(table: Table.statement.rawValue, row: row, revision: origin))
        }
        guard let statement, entry.fields.result == .ok else { return }
        do {
            try take(entry, statement, rowKey)
        } catch {
            throw .damaged(.statement)
        }
    }

    private mutating func take(
        _ entry: AuditEntry, _ bytes: [UInt8], _ rowKey: RowKey
    ) throws(MalformedTuple) {
        let month = entry.fields.time.month
        switch entry.fields.act.act {
        case .keySystem:
            let effects = try KeysStatement(decoding: bytes).effects
            if genesisStep == 0 { genesisStep = effects.gate?.counter ?? 0 }
            take(effects, .zero, month)
        // What is gone with the lost files cannot be compared any more.
        case .backupRestore: take(try RestoreStatement(decoding: bytes).effects, .zero, month, compares: false)
        case .staffInvite: take(try InviteStatement(decoding: bytes).effects, .zero, month)
        case .staffEnrol: take(try EnrolStatement(decoding: bytes).effects, .zero, month)
        case .staffPassphrase: take(try PassphraseStatement(decoding: bytes).effects, .zero, month)
        case .grantAccept, .grantDrop: take(try KeyringStatement(decoding: bytes).effects, .zero, month)
        case .staffSuspend: take(try SuspendStatement(decoding: bytes).effects, .zero, month)
        case .roleSet: take(try RoleStatement(decoding: bytes).effects, .zero, month)
        case .conflictDeclare: take(try ConflictStatement(decoding: bytes).effects, .zero, month)
        case .caseErase, .generationErase, .recordErase:
            let statement = try EraseStatement(decoding: bytes)
            take(statement.effects, statement.scope.caseID, month)
        case .gateRotate:
            take(try GateRotateStatement(decoding: bytes).effects, .zero, month)
            isGateRotated = true
        case .gateCheck: take(try GateStatement(decoding: bytes).effects, .zero, month)
        case .caseCreate:
            let statement = try CaseStatement(decoding: bytes)
            names.add(statement, rowKey)
            take(statement.effects, statement.caseID, month)
        case .caseClose, .caseReopen:
            let statement = try CaseStateStatement(decoding: bytes)
            take(statement.effects, statement.caseID, month)
            place(statement.effects, in: headers[statement.caseID])
        case .generationMake:
            let statement = try GenerationStatement(decoding: bytes)
            names.add(statement)
            take(statement.effects, statement.caseID, month)
            begin(statement, rowKey)
        case .recordWrite: take(try RecordStatement(decoding: bytes), month)
        case .indexRebuild:
            let statement = try IndexStatement(decoding: bytes)
            take(statement.effects, statement.caseID, month)
        case .importBatch:
            let statement = try ImportStatement(decoding: bytes)
            names.add(statement)
            take(statement.effects, statement.caseID, month)
            begin(statement)
        case .importUndo:
            let statement = try ImportUndoStatement(decoding: bytes)
            take(statement.effects, statement.caseID, month)
            place(statement.effects, in: headers[statement.caseID])
        case .draftSave: try take(draft: bytes, month)
        case .fileWrite: take(try FileStatement(decoding: bytes), month)
        case .generationRekey: try take(rekeying: bytes, month)
        case .grantGive:
            let statement = try GrantStatement(decoding: bytes)
            guard let tag = entry.fields.after else { throw .badValue(field: 0) }
            rows[RowPlace(table: Table.wrap.rawValue, row: statement.row, revision: 1)] = Content(
                tag: tag, month: month, caseID: statement.info.caseID)
        default: break
        }
    }

    private mutating func take(_ statement: RecordStatement, _ month: EntryMonth) {
        names.add(statement)
        take(statement.effects, statement.caseID, month)
        for change in statement.effects.rows where change.table == Table.record.rawValue {
            let isHeader = names.isHeader(change.row)
            generations[change.place] = isHeader ? headers[statement.caseID] : statement.generation
        }
    }

    private mutating func take(_ statement: FileStatement, _ month: EntryMonth) {
        names.add(statement)
        take(statement.effects, statement.caseID, month)
        for change in statement.effects.rows where change.newRevision > 0 {
            let isHeader = change.table == Table.record.rawValue && names.isHeader(change.row)
            generations[change.place] = isHeader ? headers[statement.caseID] : statement.generation
        }
    }

    /// An upload that begins is a draft too.
    private mutating func take(draft bytes: [UInt8], _ month: EntryMonth) throws(MalformedTuple) {
        if TupleReader.label(of: bytes) == UploadStatement.label {
            let statement = try UploadStatement(decoding: bytes)
            take(statement.effects, statement.caseID, month)
            place(statement.effects, in: statement.generation)
        } else {
            let statement = try DraftStatement(decoding: bytes)
            take(statement.effects, statement.caseID, month)
        }
    }

    /// Records are sealed again, or a generation ends under which none lies any more.
    private mutating func take(rekeying bytes: [UInt8], _ month: EntryMonth) throws(MalformedTuple) {
        if TupleReader.label(of: bytes) == RetireStatement.label {
            take(try RetireStatement(decoding: bytes).effects, .zero, month)
        } else {
            let statement = try RekeyStatement(decoding: bytes)
            take(statement.effects, statement.caseID, month)
            place(statement.effects, in: statement.generation)
        }
    }

    /// The rows of `case.create` lie in the generations that the same commit makes: the header's, and the label's.
    private mutating func begin(_ statement: GenerationStatement, _ rowKey: RowKey) {
        let number: UInt32? =
            switch statement.compartment {
            case .shared(.header): 0
            case .shared(.identity): 1
            default: nil
            }
        if statement.compartment == .shared(.header) { headers[statement.caseID] = statement.generation }
        guard statement.number == 1, let number else { return }
        let record = rowKey.recordID(statement.caseID, number, author: nil).retyped(as: RowKind.self)
        let place = RowPlace(table: Table.record.rawValue, row: record, revision: 1)
        if generations[place] == nil { generations[place] = statement.generation }
    }

    /// Each imported record lies in its item's generation, the new header in the header's.
    private mutating func begin(_ statement: ImportStatement) {
        for item in statement.items {
            let row = item.record.retyped(as: RowKind.self)
            generations[RowPlace(table: Table.record.rawValue, row: row, revision: 1)] = item.generation
        }
        for change in statement.effects.rows where names.isHeader(change.row) {
            generations[change.place] = headers[statement.caseID]
        }
    }

    private mutating func place(_ effects: StatementEffects, in generation: GenerationID?) {
        for change in effects.rows where [Table.record.rawValue, Table.file.rawValue].contains(change.table) {
            generations[change.place] = generation
        }
    }

    private mutating func take(
        _ effects: StatementEffects, _ caseID: CaseID, _ month: EntryMonth, compares: Bool = true
    ) {
        for change in effects.rows where change.table >= TableCode.firstOfGate { take(gate: change, month, compares) }
        for change in effects.rows where change.table < TableCode.firstOfGate {
            if compares, !continues(change, in: rows, month) { breaks.append(change.named) }
            // An earlier revision of a record stays beside the new one, except of a header, which is replaced.
            let stays = change.table == Table.record.rawValue && change.newRevision > 0 && !names.isHeader(change.row)
            if change.oldRevision > 0, !stays { rows.removeValue(forKey: change.before) }
            guard change.newRevision > 0 else { continue }
            rows[change.place] = Content(
                tag: change.newTag, month: month, caseID: Self.belongsToCase(change.table) ? caseID : .zero)
        }
    }

    /// Whether a change says of what stood before what the log says; tags of other months cannot be compared.
    private func continues(_ change: RowChange, in rows: [RowPlace: Content], _ month: EntryMonth) -> Bool {
        // One that is sealed again keeps its revision.
        let isResealed = change.newRevision == change.oldRevision
        if change.newRevision > 0, !isResealed, rows[change.place] != nil { return false }
        guard change.oldRevision > 0 else { return change.oldTag == .zero }
        guard let old = rows[change.before] else { return false }
        return old.month != month || old.tag == change.oldTag
    }

    private mutating func take(gate change: RowChange, _ month: EntryMonth, _ compares: Bool) {
        // The rows of the genesis are in no entry.
        let isGenesis = change.oldRevision > 0 && change.oldRevision <= genesisStep
        if compares, !isGenesis, !continues(change, in: gateRows, month) { breaks.append(change.named) }
        gateRows.removeValue(forKey: change.before)
        guard change.newRevision > 0 else { return }
        gateRows[change.place] = Content(tag: change.newTag, month: month, caseID: .zero)
    }

    private static func belongsToCase(_ table: UInt8) -> Bool {
        [Table.record, .generation, .wrap, .file, .draft, .searchIndex].contains { $0.rawValue == table }
    }
}

extension RowChange {
    /// The row as a finding names it: where it stands, or stood before it was removed.
    fileprivate var named: RowPlace { newRevision > oldRevision ? place : before }
}
