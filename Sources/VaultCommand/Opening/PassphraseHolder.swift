import CaseVault

/// A passphrase on its way into the vault: a closure cannot carry a move-only value, an object can.
final class PassphraseHolder {
    private var held: Passphrase?

    init(_ passphrase: consuming Passphrase) { held = consume passphrase }

    /// The passphrase, once.
    func take() -> Passphrase? { held.take() }
}
