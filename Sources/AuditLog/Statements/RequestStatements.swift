package import VaultCrypto

/// Acts that need two officers, and what each is about.
package enum RequestKind: String, CaseIterable, Hashable, Sendable {
    /// A suspended person works again; about that person.
    case resume
    /// A case is erased; about that case.
    case erasure
    /// A backup takes the place of the vault; about the vault.
    case restore

    /// The act whose entry, with the result `intent` and the object `approval`, asks for it.
    package var act: Act {
        switch self {
        case .resume: .staffResume
        case .erasure: .caseEraseOrder
        case .restore: .backupRestore
        }
    }

    /// H(T("…/request/subject", vault, kind, what exactly is asked for)): an approval is good for nothing else.
    package func subject(in vault: VaultID, _ details: Tuple) -> Blake2bDigest {
        Blake2b.hash(Tuple(.requestSubject, vault, rawValue, details))
    }
}

/// An officer asks for an act that needs a second one. The entry is of that act, with the result `intent`.
package struct RequestStatement: Statement {
    package static let label = Label.statementRequest
    package let kind: RequestKind
    /// Person, case or vault.
    package let target: RowID
    package let subject: Blake2bDigest

    package init(kind: RequestKind, target: RowID, subject: Blake2bDigest) {
        (self.kind, self.target, self.subject) = (kind, target, subject)
    }

    package var tuple: Tuple { Tuple(Self.label, kind.rawValue, target, subject) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        kind = try reader.requestKind()
        target = try reader.id(RowKind.self)
        subject = try reader.digest()
        try reader.finish()
    }
}

/// `approve`, `refuse`: a second officer answers. She signs again what is asked for, not only its number.
package struct AnswerStatement: Statement {
    package static let label = Label.statementAnswer
    /// The entry that asks.
    package let request: UInt64
    package let kind: RequestKind
    package let target: RowID
    package let subject: Blake2bDigest
    package let approves: Bool

    package init(_ request: Request, approves: Bool) {
        (self.request, kind, target) = (request.seq, request.kind, request.target)
        (subject, self.approves) = (request.subject, approves)
    }

    package var tuple: Tuple {
        Tuple(Self.label, request, kind.rawValue, target, subject, UInt8(approves ? 1 : 0))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 5)
        request = try reader.u64()
        kind = try reader.requestKind()
        target = try reader.id(RowKind.self)
        subject = try reader.digest()
        approves = try reader.flag()
        try reader.finish()
    }
}

extension TupleReader {
    fileprivate mutating func requestKind() throws(MalformedTuple) -> RequestKind {
        guard let kind = RequestKind(rawValue: try text()) else { throw .badValue(field: nextField - 1) }
        return kind
    }
}
