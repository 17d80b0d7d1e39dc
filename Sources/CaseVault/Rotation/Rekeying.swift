import AuditLog
import VaultCrypto
import VaultStore

extension RekeyStep: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try Stopping.check()
        let refusal = EntryDraft(.generationRekey, by: .person(person), object: .generation)
        try await vault.replaceOrdered(`case`, by: person, refusal)
        let batch = try vault.opened().rekeyWork(try vault.opened().find(`case`, for: person), person).batch
        if batch.isEmpty { try vault.opened().requireRoomForOrdered(`case`, person) }
        let resealed = batch.isEmpty ? 0 : try await vault.reseal(batch, by: person, refusal)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            let found = try core.find(`case`, for: person)
            var deleted = 0
            for field in found.newest.keys.sorted(by: { $0.text < $1.text }) {
                deleted += try core.retireEmptied(field, of: found.id, by: person, in: transaction)
            }
            let work = try core.rekeyWork(found, person)
            return Response(
                case: `case`.description, resealed: resealed, left: work.mine,
                others: work.others.map(Compartment.init), deleted: deleted)
        }
    }

}

extension Vault {
    /// One batch of one compartment: the reading is in the log before a key is used, and the rows change in one
    /// transaction.
    func reseal(
        _ batch: [RecordPlace], by person: PersonSession, _ refusal: EntryDraft
    ) async throws(VaultError) -> Int {
        var reading = EntryDraft(.recordRead, by: .person(person), object: .generation)
        reading.caseID = batch.first?.generation.caseID
        let entry = reading
        let opened = try await read(refusal: refusal) { (core, transaction) throws(VaultError) in
            try core.stageList(
                batch, of: entry, why: .maintenance, for: .resealing, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            try core.openAll(receipt, for: person)
        }
        return try await change(refusal: refusal) { (core, transaction) throws(VaultError) in
            guard let place = opened.first?.place.generation else { return 0 }
            guard let found = core.fold.cases[place.caseID] else { throw .notPermitted }
            // Who may is asked when the entry is staged: besides who writes, for an erasure who reads.
            guard let newest = found.newest[place.compartment], let item = person.keyring[newest]
            else { throw .notPermitted }
            // Looked at before any row changes.
            let words = try core.newestEntries(opened)
            let edits =
                try core.reseal(opened, under: item)
                + core.segmentEdits(words, in: item.name, under: item.half)
            try core.stageRekey(edits, under: item.name, count: opened.count, by: person, in: transaction)
            return opened.count
        }
    }
}

extension RekeyAll: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let before = try vault.opened()
        let isOver = before.fold.rekeyOrder > 0 && !person.member.isOfficer
        if before.fold.casesToRekey.isEmpty, !isOver {
            let refusal = EntryDraft(.keyRotate, by: .person(person), object: .vault)
            try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
                guard person.member.isOfficer else { throw .notPermitted }
                try core.stage(
                    EntryDraft(.keyRotate, by: .person(person), object: .vault),
                    RotateStatement(caseID: .zero, against: nil, compartments: []), in: transaction)
            }
        }
        let core = try vault.opened()
        let cases = core.fold.casesToRekey.compactMap { core.fold.cases[$0] }
        var mine: [CaseFold] = []
        for found in cases where core.fold.worksOn(found.id, person.person) {
            if try core.rekeyWork(found, person).mine > 0 { mine.append(found) }
        }
        return Response(
            cases: mine.map { CaseReference(symbols: $0.reference) }.sorted { $0.description < $1.description },
            others: cases.count - mine.count)
    }
}

extension Vault {
    /// Gives a case the new keys that an order for every case asks for, where this person can.
    fileprivate func replaceOrdered(
        _ reference: CaseReference, by person: PersonSession, _ refusal: EntryDraft
    ) async throws(VaultError) {
        let found = try await refusing(refusal) { (core) throws(VaultError) in try core.find(reference, for: person) }
        guard try !opened().fold.ordered(found).isEmpty else { return }
        try await change(refusal: refusal) { (core, transaction) throws(VaultError) in
            for field in core.fold.ordered(found) {
                _ = try core.replaceKeys(field, of: found.id, by: person, keyring: .atEnd, in: transaction)
            }
        }
    }
}

extension VaultCore {
    /// Asked when there is nothing else for her to do: an order that only her full keyring keeps is not done.
    ///
    /// - Throws: `.keyringFull`.
    fileprivate func requireRoomForOrdered(_ reference: CaseReference, _ person: PersonSession) throws(VaultError) {
        let found = try find(reference, for: person)
        let isHers = fold.ordered(found).contains { field in
            found.newest[field].map { person.keyring[$0] != nil } ?? false
                && fold.makesNext(field, of: found, person.member, at: now)
        }
        if isHers { try requireRoom(1, for: person) }
    }
}

/// What rekeying a case means for one person.
struct RekeyWork {
    /// What the next transaction takes: revisions of one compartment.
    var batch: [RecordPlace] = []
    /// Revisions she can seal again, the batch included.
    var mine = 0
    /// Compartments with revisions that she cannot.
    var others: [CompartmentCode] = []

    /// Each at most somewhat over 1 MiB: opened they lie in memory together.
    static let batchLimit = 32
}

extension VaultCore {
    /// What lies under older keys in a case.
    func rekeyWork(_ found: CaseFold, _ person: PersonSession) throws(VaultError) -> RekeyWork {
        var work = RekeyWork()
        var others: Set<CompartmentCode> = []
        for number in 0..<found.nextNumber {
            collect(gate.rowKey.recordID(found.id, number, author: nil), found, person, &work, &others)
        }
        for number in 1..<(try nextNote(found.id, of: person.person)) {
            collect(gate.rowKey.recordID(found.id, number, author: person.person), found, person, &work, &others)
        }
        work.others = others.sorted { $0.number < $1.number }
        return work
    }

    private func collect(
        _ record: RecordID, _ found: CaseFold, _ person: PersonSession, _ work: inout RekeyWork,
        _ others: inout Set<CompartmentCode>
    ) {
        // What will be erased goes with its keys.
        guard let known = fold.records[record], fold.erasure(ofRecord: record) == nil,
            let newest = found.newest[known.compartment]
        else { return }
        let isOrdered = fold.isOrdered(newest)
        let mayWrite =
            person.keyring[newest] != nil && fold.mayReplace(known.compartment, of: found, person.person, at: now)
        for revision in (known.isHeader ? known.revision : 1)...known.revision {
            guard let id = known[revision]?.generation, id != newest || isOrdered,
                let old = fold.generations[id]
            else { continue }
            let place = RecordPlace(generation: GenerationName(old), record: record, revision: revision)
            guard mayWrite, mayOpen(place, person) else {
                others.insert(known.compartment.compartment)
                continue
            }
            work.mine += 1
            let isAlike = work.batch.first.map { $0.generation.compartment == known.compartment } ?? true
            if id != newest, isAlike, work.batch.count < RekeyWork.batchLimit { work.batch.append(place) }
        }
    }
}

extension LogFold {
    /// Whether a generation is older than the newest order to replace the keys of every case.
    func isOrdered(_ generation: GenerationID) -> Bool {
        generations[generation].map { $0.seq < rekeyOrder } ?? false
    }

    /// Compartments of a case that the order for every case still asks new keys for.
    func ordered(_ found: CaseFold) -> [CompartmentField] {
        found.newest.filter { isOrdered($0.value) }.map(\.key)
            .sorted { $0.text < $1.text }
    }

    /// Cases in which something lies under keys that are older than that order.
    var casesToRekey: [CaseID] {
        Set(generations.values.filter { $0.seq < rekeyOrder && $0.live > 0 }.map(\.caseID)).sorted()
    }
}
