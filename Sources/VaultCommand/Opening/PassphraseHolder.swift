import CaseVault

/// A passphrase on its way through one command: a closure cannot carry a move-only value, an object can.
///
/// It stays in locked memory and is wiped with the object, at the latest when the command ends.
final class PassphraseHolder {
    private var held: Passphrase?

    init() { held = nil }

    init(_ passphrase: consuming Passphrase) { held = consume passphrase }

    var isEmpty: Bool {
        switch held {
        case .some: false
        case nil: true
        }
    }

    /// A second holding, or nil when there is none.
    func duplicate() -> Passphrase? {
        switch held {
        case .some(let passphrase): passphrase.duplicate()
        case nil: nil
        }
    }

    /// Holds what the other holds.
    func take(from other: PassphraseHolder) { held = other.duplicate() }

    func wipe() { held = nil }
}
