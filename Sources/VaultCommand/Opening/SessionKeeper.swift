import CaseVault

/// What a command keeps between two sessions while a person thinks or types: her keys, never her passphrase.
final class SessionKeeper {
    /// Whether the passphrase is to be changed: then what opens with it is kept as well.
    let confirms: Bool
    var keys: KeptKeys?
    var confirmed: ConfirmedPassphrase?

    init(confirms: Bool = false, keys: KeptKeys? = nil) {
        self.confirms = confirms
        self.keys = keys
    }
}
