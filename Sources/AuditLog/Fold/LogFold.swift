package import VaultCrypto

/// Why an entry does not count.
package enum FoldProblem: Hashable, Sendable {
    /// Its signer had not the right at that index, by the policy then in force.
    case notPermitted
    /// The statement that the fold needs is not there.
    case statementMissing
    /// The statement is not what `data` commits to, or not well formed.
    case statementWrong
}

/// Members, keys, rights and cases as a fold over the log: the same entries give the same answer to everyone.
///
/// Pure: no clock, no database. An entry that its signer had no right to make changes nothing here and is reported.
/// Whoever calls ``apply(_:statement:)`` has verified the entry's signature with ``verifyingKey(for:statement:)``.
package struct LogFold: Sendable {
    package let vault: VaultID
    package internal(set) var policy: Policy
    /// Since when it is in force; nil before the genesis has set one.
    package internal(set) var policySet: PolicyFold?
    package internal(set) var members: [PersonID: Member] = [:]
    package internal(set) var invitations: [PersonID: Invitation] = [:]
    package internal(set) var holders: [KeyID: KeyHolder] = [:]
    package internal(set) var systemKey: VerifyingKey?
    package internal(set) var logKey: VerifyingKey?
    package internal(set) var cases: [CaseID: CaseFold] = [:]
    package internal(set) var generations: [GenerationID: GenerationFold] = [:]
    /// Wraps that wait in the database for a person to fold them into her keyring, by the entry of the grant.
    package internal(set) var wraps: [PersonID: [UInt64: GrantStatement]] = [:]
    /// The search indexes, and what they lack.
    package internal(set) var search = SearchFold()
    /// What the log says of each record: who wrote each revision, and how its newest row must look.
    package internal(set) var records = RecordFolds()
    /// The records that are attachments, and the uploads that are not finished.
    package internal(set) var attachments = AttachmentFold()
    /// Texts that are not finished.
    package internal(set) var drafts: [RowID: DraftFold] = [:]
    /// Batches of imported records, and what was undone of them.
    package internal(set) var imports = ImportsFold()
    /// The newest change of each keyring and each locked identity.
    package internal(set) var personRows: [UInt8: [RowID: RowMark]] = [:]
    package internal(set) var gate: GateState?
    /// Since when gate.db is sealed under its key.
    package internal(set) var gateKey: GateKeyFold?
    /// Every gate row that an entry removed: one that is still there, or there again, is to be deleted.
    package internal(set) var removedGateRows: Set<RowPlace> = []
    /// Those of them of which nothing was to be left, at whatever step: their ids are never used again.
    package internal(set) var goneGateRows: Set<RowName> = []
    package internal(set) var attempts: [RowID: Attempts] = [:]
    /// The latest time that an entry that counts ever had; expiry is never judged by an earlier one.
    package internal(set) var latest: UInt64 = 0
    /// What has passed, up to the newest entry that counts; waits are judged by it.
    package internal(set) var steady = SteadyTime()
    /// Goes up with every entry that may change what anybody may open or find: all but those that tell of reading. What was
    /// worked out from the fold at one version holds while it stays, expiry aside; a fold that is made anew counts anew.
    package private(set) var version: UInt64 = 0
    /// The newest unlock of each person.
    package internal(set) var unlocks: [PersonID: (seq: UInt64, time: UInt64)] = [:]
    /// The vault root of the newest `state` entry, its index and time, and whether rows changed since.
    package internal(set) var state: (root: SHA256Digest, seq: UInt64, time: UInt64)?
    package internal(set) var changedSinceState = false
    /// What officers asked for and nobody has done yet, by the entry that asks.
    package internal(set) var requests: [UInt64: Request] = [:]
    /// The steady time at which there last ceased to be a second officer; nil if that never happened.
    package internal(set) var secondOfficerUntil: UInt64?
    /// Declared conflicts of interest, by case and person, with the entry of each.
    package internal(set) var conflicts: [CaseID: [PersonID: UInt64]] = [:]
    /// Erasures that were ordered and are not done yet, by case; they close what they are about.
    package internal(set) var orders: [CaseID: [ErasureOrder]] = [:]
    /// The steady time until which the wait of a policy counts that another has shortened since.
    var noErasureBefore: UInt64 = 0
    /// Cases of which nothing is erased.
    package internal(set) var holds: [CaseID: HoldFold] = [:]
    /// What is left of what was erased.
    package internal(set) var erased = ErasureFold()
    /// Signing keys that a person had before she got new ones.
    package internal(set) var formerKeys: [KeyID: VerifyingKey] = [:]
    /// Keys that are to be replaced, and against whom they were.
    package internal(set) var rotations: [CaseID: RotationFold] = [:]
    /// The newest order to replace the keys of every case; 0 when there was none.
    package internal(set) var rekeyOrder: UInt64 = 0

    /// The newest backup of each part that this log tells of, and the newest restore.
    package internal(set) var backups: [BackupPart: BackupFold] = [:]
    package internal(set) var restore: RestoreFold?
    /// Copies of gate.db that may still be somewhere, oldest first.
    package internal(set) var gateCopies: [BackupFold] = []
    /// Entries of the origins before the current one.
    package internal(set) var base: UInt64 = 0
    /// The head of the log that a restore ended; nil in the first origin.
    var ended: Checkpoint?

    /// Who lost keys, kept for her next unlock.
    var lostKeys = LostKeys()
    /// Who lacks keys, kept for whoever asks again.
    var lackingKeys = LackingKeys()
    var genesis: GenesisStatement?
    /// The first person.
    var founder: PersonID?
    /// Rows whose ids say nothing to the log, of the tables where one must not be made twice.
    var knownRows: Set<RowName> = []
    /// Whose each login is, by its look-up value.
    var logins: [RowID: PersonID] = [:]
    /// The look-up and the row of the tag key of each case, which go with it.
    var caseRows: [CaseID: Set<RowName>] = [:]
    /// References of cases: none is used again.
    var references: Set<String> = []
    /// Whose each secret of a person in gate.db is.
    var gateSecrets: [RowID: PersonID] = [:]
    /// Rows of gate.db that an entry adopted: an interrupted command had left them, or a restored copy had them.
    var adoptedGateRows: Set<RowName> = []

    package init(vault: VaultID) {
        self.vault = vault
        policy = .standard
    }

    /// Members who hold the office of administrator or coordinator and are not suspended.
    package var officers: [Member] { members.values.filter { $0.isOfficer && $0.isActive } }

    /// How many there are.
    package var officerCount: Int { members.values.count { $0.isOfficer && $0.isActive } }

    /// The person behind a key id.
    package func member(_ key: KeyID) -> Member? {
        guard case .person(let person) = holders[key] else { return nil }
        return members[person]
    }

    /// The key with which this entry must be signed, or nil when its signer is unknown.
    ///
    /// Entry 0 and an enrolment are signed by a key that their own statement brings.
    package func verifyingKey(for entry: AuditEntry, statement: [UInt8]?) -> VerifyingKey? {
        switch holders[entry.fields.by] {
        case .person(let person): return activeKey(person)
        case .system: return systemKey
        case .log, .former: return nil
        case nil: return newKey(of: entry, statement)
        }
    }

    /// The key of every signer known by now, under its id: for verifying ahead.
    package var verifyingKeys: [KeyID: VerifyingKey] {
        var keys: [KeyID: VerifyingKey] = [:]
        for (id, holder) in holders {
            switch holder {
            case .person(let person): keys[id] = activeKey(person)
            case .system: keys[id] = systemKey
            case .log, .former: break
            }
        }
        return keys
    }

    private func newKey(of entry: AuditEntry, _ statement: [UInt8]?) -> VerifyingKey? {
        guard let statement else { return nil }
        switch entry.fields.act.act {
        case .vaultCreate:
            guard let genesis = try? GenesisStatement(decoding: statement) else { return nil }
            let id = KeyID(vault: vault, signing: genesis.signingKey, wrapping: genesis.wrappingKey)
            return id == entry.fields.by ? genesis.signingKey : nil
        case .staffEnrol:
            guard let enrol = try? EnrolStatement(decoding: statement).enrolment else { return nil }
            let id = KeyID(vault: vault, signing: enrol.signingKey, wrapping: enrol.wrappingKey)
            return id == entry.fields.by ? enrol.signingKey : nil
        default: return nil
        }
    }

    /// The steady time of an entry that is being folded in.
    func steady(at entry: AuditEntry) -> UInt64 { steady.at(EntryClock(entry.fields)) }

    /// Folds the next entry in.
    ///
    /// - Parameter statement: the bytes that `data` commits to, or nil when they are not there.
    /// - Returns: why the entry does not count, or nil. A problem leaves the fold as it was.
    package mutating func apply(_ entry: AuditEntry, statement: [UInt8]?) -> FoldProblem? {
        let counted = entry.counted(from: base)
        guard isInPlace(counted) else { return .notPermitted }
        let problem = follow(counted, statement)
        if problem == nil {
            latest = max(latest, entry.time)
            steady.pass(to: EntryClock(entry.fields))
            if !entry.tellsOfReading { version += 1 }
            lackingKeys.follow(entry)
        }
        return problem
    }

    private mutating func follow(_ entry: AuditEntry, _ statement: [UInt8]?) -> FoldProblem? {
        if isSilenced(entry.fields.by) { return .notPermitted }
        if entry.isRefusal { return holders[entry.fields.by] == nil ? .notPermitted : nil }
        guard entry.fields.data != nil else { return applyPlain(entry) }
        guard let statement else { return entry.needsStatement ? .statementMissing : applyPlain(entry) }
        guard SHA256Hash.hash(statement) == entry.fields.data else { return .statementWrong }
        do {
            return try applyStated(entry, statement) ? nil : .notPermitted
        } catch {
            return .statementWrong
        }
    }
}
