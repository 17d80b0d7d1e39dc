package import VaultCrypto

/// What an entry says, without its place in the chain and its signature.
package struct EntryFields: Hashable, Sendable {
    package var time: EntryTime
    /// Of the kernel's boot id: two lines with the same value have comparable ``mono``.
    package var boot: ShortHash
    /// Milliseconds since boot, sleep included (CLOCK_BOOTTIME).
    package var mono: UInt64
    package var act: ActCode
    /// The key that signs.
    package var by: KeyID
    /// The role acted under; nothing for system, log and enrolment keys.
    package var role: RoleCode?
    /// The workstation or program.
    package var peer: ShortHash
    package var clientCase: CaseTag?
    package var object: EntryObject
    package var record: RecordTag?
    package var revision: UInt64
    package var before: ContentTag?
    package var after: ContentTag?
    package var count: UInt64
    /// The purpose; nothing where no client data is opened.
    package var why: PurposeCode?
    /// The seq this belongs to plus one; 0 is none.
    package var ref: UInt64
    package var result: ResultCode
    package var flags: EntryFlags
    /// SHA-256 of the act's statement.
    package var data: SHA256Digest?

    package init(
        time: EntryTime, boot: ShortHash, mono: UInt64, act: ActCode, by: KeyID, role: RoleCode?, peer: ShortHash,
        clientCase: CaseTag? = nil, object: EntryObject = .none, record: RecordTag? = nil, revision: UInt64 = 0,
        before: ContentTag? = nil, after: ContentTag? = nil, count: UInt64 = 0, why: PurposeCode? = nil,
        ref: UInt64 = 0, result: ResultCode, flags: EntryFlags = [], data: SHA256Digest? = nil
    ) {
        self.time = time
        self.boot = boot
        self.mono = mono
        self.act = act
        self.by = by
        self.role = role
        self.peer = peer
        self.clientCase = clientCase
        self.object = object
        self.record = record
        self.revision = revision
        self.before = before
        self.after = after
        self.count = count
        self.why = why
        self.ref = ref
        self.result = result
        self.flags = flags
        self.data = data
    }

    /// The entry that ``ref`` points to.
    package var referredSeq: UInt64? { ref == 0 ? nil : ref - 1 }

    /// True if every number fits the format; ``LogTail`` refuses the others.
    var isWithinLimits: Bool {
        max(mono, revision, count, ref) <= EntryFormat.numberLimit
    }
}
