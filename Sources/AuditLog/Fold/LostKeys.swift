package import VaultCrypto

/// Who lost keys that may still lie in her keyring. Her next unlock looks for them among all she holds, thousands
/// perhaps, and drops them; nobody else has to look. On a full disk the drop waits for a later one: that is why an unlock
/// alone does not end it.
struct LostKeys: Sendable {
    private var people: Set<PersonID> = []

    mutating func lose(_ person: PersonID) { people.insert(person) }

    /// She has dropped what she lost before now.
    mutating func drop(_ person: PersonID) { people.remove(person) }

    func concern(_ person: PersonID) -> Bool { people.contains(person) }
}

extension LogFold {
    /// Whether a person may hold halves in her keyring that are hers no more.
    package func hasLostKeys(_ person: PersonID) -> Bool { lostKeys.concern(person) }

    /// Nobody holds a generation any more.
    mutating func lose(_ generation: GenerationFold) {
        for person in generation.everHeld { lostKeys.lose(person) }
    }
}
