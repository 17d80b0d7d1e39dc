package import VaultCrypto

/// Who lost keys that may still lie in her keyring. Her next unlock looks for them among all she holds, thousands
/// perhaps, and drops them; nobody else has to look.
struct LostKeys: Sendable {
    /// Since their newest unlock.
    private var since: Set<PersonID> = []
    /// Between their newest unlock and the one before it.
    private var before: Set<PersonID> = []

    mutating func lose(_ person: PersonID) { since.insert(person) }

    /// Whatever she lost before now, this unlock looks for.
    mutating func unlock(_ person: PersonID) {
        if since.remove(person) == nil { before.remove(person) } else { before.insert(person) }
    }

    func concern(_ person: PersonID) -> Bool { since.contains(person) || before.contains(person) }
}

extension LogFold {
    /// Whether a person may hold halves in her keyring that are hers no more.
    package func hasLostKeys(_ person: PersonID) -> Bool { lostKeys.concern(person) }

    /// Nobody holds a generation any more.
    mutating func lose(_ generation: GenerationFold) {
        for person in generation.everHeld { lostKeys.lose(person) }
    }
}
