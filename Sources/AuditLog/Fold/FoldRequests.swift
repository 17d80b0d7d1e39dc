package import VaultCrypto

/// What one officer asked for and a second one has to approve.
package struct Request: Hashable, Sendable {
    package let kind: RequestKind
    /// Person, case or vault.
    package let target: RowID
    /// The hash of what exactly will be done.
    package let subject: Blake2bDigest
    package let asker: Signer
    /// The entry that asks, in its own log; its number in the inbox.
    package let seq: UInt64
    /// Time of that entry, milliseconds since 1970, UTC.
    package let time: UInt64
    package internal(set) var approver: Signer?

    /// A person and the key she signed with: new keys do not carry on what the old ones asked for.
    package struct Signer: Hashable, Sendable {
        package let person: PersonID
        let key: KeyID

        init(_ member: Member) { (person, key) = (member.person, member.key) }
    }

    /// How long it can be approved and carried out, in milliseconds: seven days.
    package static let life: UInt64 = 7 * Milliseconds.day

    /// Milliseconds since 1970, UTC.
    package var expires: UInt64 { time + Self.life }
}

// Acts that need two: one officer asks, another approves, and the act itself names the request and spends it.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: RequestStatement) -> Bool {
        guard let asker = member(entry.fields.by), statement.kind.act == entry.fields.act.act, isFounded(statement),
            !(statement.kind == .erasure && hasConflict(asker.person, statement.target.retyped()))
        else { return false }
        ask(statement, by: asker, in: entry)
        return true
    }

    /// Notes a request; also for an act that is done at once and approved afterwards.
    mutating func ask(_ statement: RequestStatement, by asker: Member, in entry: AuditEntry) {
        let number = localSeq(entry.seq)
        requests[number] = Request(
            kind: statement.kind, target: statement.target, subject: statement.subject, asker: Request.Signer(asker),
            seq: number, time: max(entry.time, latest))
    }

    /// Whether there is something to ask for.
    private func isFounded(_ statement: RequestStatement) -> Bool {
        switch statement.kind {
        case .resume: statement.subject == members[statement.target.retyped()].flatMap(resumption)
        case .erasure:
            erasureScopes(of: statement.target.retyped()).contains {
                mayOrder($0) && statement.subject == erasure($0)
            }
        case .restore: statement.target == vault.retyped()
        }
    }

    mutating func apply(_ entry: AuditEntry, _ answer: AnswerStatement) -> Bool {
        guard let officer = member(entry.fields.by), entry.fields.referredSeq == answer.request,
            let request = requests[answer.request], answer.answers(request),
            answer.approves == (entry.fields.act.act == .approve), isLive(request, at: entry.time)
        else { return false }
        guard answer.approves else {
            requests[request.seq] = nil
            return true
        }
        guard mayApprove(officer, request) else { return false }
        requests[request.seq]?.approver = Request.Signer(officer)
        return true
    }

    /// Another officer than the one who asked, not the person it is about, and without a conflict in the case it is about.
    package func mayApprove(_ officer: Member, _ request: Request) -> Bool {
        officer.isOfficer && officer.isActive && officer.person != request.asker.person && request.approver == nil
            && officer.person != request.target.retyped() && !isInConflict(officer, request)
    }

    /// Whether it is about a case in which she declared a conflict, or an officer did for her.
    private func isInConflict(_ officer: Member, _ request: Request) -> Bool {
        request.kind == .erasure && hasConflict(officer.person, request.target.retyped())
    }

    /// Whether a request can still be approved and carried out.
    ///
    /// A clock that was set back revives nothing, and nobody's request outlives her office or her keys.
    package func isLive(_ request: Request, at time: UInt64) -> Bool {
        max(time, latest) < request.expires && isOfficer(request.asker)
            && (request.approver.map(isOfficer) ?? true)
    }

    private func isOfficer(_ signer: Request.Signer) -> Bool {
        guard let member = members[signer.person] else { return false }
        return member.key == signer.key && member.isOfficer && member.isActive
    }

    /// Spends the approval that the entry of an act names, or allows a sole officer to do it alone.
    ///
    /// - Returns: whether the act is permitted; an approval is good for one entry.
    mutating func spend(_ kind: RequestKind, _ subject: Blake2bDigest, for entry: AuditEntry) -> Bool {
        guard let signer = member(entry.fields.by) else { return false }
        guard let number = entry.fields.referredSeq else {
            return entry.fields.flags.contains(.alone) && mayActAlone(signer, kind, at: steady(at: entry))
        }
        guard let request = requests[number], request.kind == kind, request.subject == subject,
            let approver = request.approver, isLive(request, at: entry.time),
            [request.asker, approver].contains(Request.Signer(signer))
        else { return false }
        requests[number] = nil
        return true
    }

    /// Whether an officer may do alone what needs two: while there is no other.
    ///
    /// What cannot be taken back waits seven days after there was a second one, so that nobody first suspends her
    /// colleague and then erases.
    ///
    /// - Parameter time: steady.
    package func mayActAlone(_ officer: Member, _ kind: RequestKind, at time: UInt64) -> Bool {
        guard officer.isOfficer, officer.isActive, officers.count == 1 else { return false }
        guard kind != .resume, let until = secondOfficerUntil else { return true }
        return time >= until + Request.life
    }

    /// Drops what a person asked for or approved and nobody has carried out.
    mutating func dropRequests(of person: PersonID) {
        requests = requests.filter { $0.value.asker.person != person && $0.value.approver?.person != person }
    }
}

extension AnswerStatement {
    fileprivate func answers(_ request: Request) -> Bool {
        kind == request.kind && target == request.target && subject == request.subject
    }
}

extension AuditEntry {
    /// Whether it does nothing yet, but asks a second officer.
    package var asksForSecond: Bool { fields.result == .intent && fields.object == .approval }
}
