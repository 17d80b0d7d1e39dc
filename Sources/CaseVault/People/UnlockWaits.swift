import AuditLog
import Platform
import VaultCrypto

extension Vault {
    /// How long the next passphrase for this login has to wait, in milliseconds; 0 when it may come now.
    ///
    /// Counted from the log for every login alike, known or not, so that the answer says nothing about people. Whoever
    /// waits does so with the vault closed, so that colleagues can work, and asks again: another process may have tried
    /// meanwhile.
    public func unlockWait(login: String) throws(VaultError) -> UInt64 {
        let core = try opened()
        return core.unlockWait(core.gate.rowKey.lookup(.login, login))
    }
}

extension VaultCore {
    /// The same by the look-up value of the login; what was refused and waits for its commit counts already.
    func unlockWait(_ login: RowID) -> UInt64 {
        let moment = Attempts.Moment(boot: boot, mono: environment.clock.sinceBoot, time: now)
        var attempts = fold.attempts[login] ?? Attempts()
        if let refused = unstagedDenials[AttemptStatement(login: login, secret: .passphrase)] {
            attempts.passphrases += refused
            attempts.last = moment
        }
        return attempts.wait(at: moment)
    }

    /// A wrong try counts from here on, however many wait for the same commit.
    func countUnstaged(_ attempt: AttemptStatement) { unstagedDenials[attempt, default: 0] += 1 }

    /// Its entry is staged, so that the fold counts it from here on.
    func countedInLog(_ attempt: AttemptStatement) {
        guard let refused = unstagedDenials[attempt] else { return }
        unstagedDenials[attempt] = refused > 1 ? refused - 1 : nil
    }

    /// The time by which expiry is judged: a clock that was set back revives nothing.
    var expiryTime: UInt64 { max(now, fold.latest) }
}
