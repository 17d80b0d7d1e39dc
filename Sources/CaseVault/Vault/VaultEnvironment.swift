package import Platform
package import VaultCrypto

/// What the vault takes from the world: time, randomness, the derivation of passphrases, and where it remembers.
///
/// Passed in, so that tests hold the clock still, count derivations and draw the same bytes twice.
package struct VaultEnvironment: Sendable {
    package var clock: SystemClock
    package var randomness: Randomness
    /// Derives a secret from a passphrase; Argon2id.
    package var derive:
        @Sendable (borrowing SecretBuffer, PassphraseSalt, DerivationParameters) throws(DerivationError) -> Secret
    /// Folder for the heads this person has seen, or nil to remember nothing.
    package var stateDirectory: String?
    /// Name of the workstation, hashed into every entry.
    package var peer: String
    /// The zone in which working hours are meant: the computer's.
    package var zone = LocalTime(.local)
    /// Room on the disk of a folder in bytes, as far as this account may fill it; nil when the disk does not say.
    package var freeBytes: @Sendable (_ folder: String) -> Int? = { (try? MachineFacts().room(at: $0))?.free }
    /// Whether a folder, or the nearest above it that exists, lies on a network file system; nil when that cannot be told.
    package var isNetwork: @Sendable (_ folder: String) -> Bool? = { try? FileSystems.isNetwork($0) }
    /// Seconds, of the kernel and not of ``clock``, after which an entry tells of the refusals that were counted.
    package var secondsOfCounting = Int(RefusalCounts.minute / 1_000)
    package var keyringLimits = KeyringLimits()
    /// Parameters for `init` below the floor, for tests; nil takes what the settings say.
    package var parameters: DerivationParameters?

    package init(
        clock: SystemClock, randomness: Randomness, stateDirectory: String?, peer: String,
        derive:
            @escaping @Sendable (borrowing SecretBuffer, PassphraseSalt, DerivationParameters)
            throws(DerivationError) -> Secret,
        parameters: DerivationParameters? = nil
    ) {
        (self.clock, self.randomness, self.derive) = (clock, randomness, derive)
        (self.stateDirectory, self.peer, self.parameters) = (stateDirectory, peer, parameters)
    }

    /// The machine's.
    package static var system: VaultEnvironment {
        VaultEnvironment(
            clock: .system, randomness: .system, stateDirectory: try? StateDirectory.open(.process),
            peer: MachineName.current,
            derive: { passphrase, salt, parameters throws(DerivationError) in
                try PassphraseHash.derive(passphrase, salt: salt, parameters: parameters)
            })
    }
}
