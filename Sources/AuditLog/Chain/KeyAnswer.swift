package import VaultCrypto

/// What is known about a key at an index of the log: keys are valid by index range, never by time.
package enum KeyAnswer: Hashable, Sendable {
    case valid(VerifyingKey)
    /// Known or not, it had no right to sign here: the line is reported as tampering.
    case notValid
    /// What would decide it was not handed over: the line is reported as incomplete.
    case missing
    /// The caller does not ask for signatures in this pass: the line counts without.
    case notAsked
}
