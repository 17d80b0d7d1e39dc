/// Why derivation parameters were refused, before any hashing.
package enum DerivationError: Error, Hashable, Sendable {
    case tooFewPasses(have: UInt32, atLeast: UInt32)
    case tooManyPasses(have: UInt32, atMost: UInt32)
    case tooLittleMemory(haveBytes: UInt64, atLeastBytes: UInt64)
    case tooMuchMemory(haveBytes: UInt64, atMostBytes: UInt64)
    /// Argon2 counts memory in KiB.
    case notWholeKibibytes(haveBytes: UInt64)
    /// The computer has not enough free memory for these parameters.
    case outOfMemory(neededBytes: UInt64)
}

/// How costly it is to try one passphrase: Argon2id's passes and memory, one lane.
///
/// The floor (3 passes, 64 MiB) keeps a stolen vault expensive to guess; the ceiling (10 passes, 1 GiB) caps the work
/// that a changed file can ask for.
package struct DerivationParameters: Hashable, Sendable {
    package let passes: UInt32
    package let memoryBytes: UInt64

    package static let light = Self(passes: 3, memoryBytes: 64 << 20)
    package static let standard = Self(passes: 3, memoryBytes: 256 << 20)
    package static let strong = Self(passes: 3, memoryBytes: 1 << 30)

    package static let allowedPasses: ClosedRange<UInt32> = 3...10
    package static let allowedMemoryBytes: ClosedRange<UInt64> = (64 << 20)...(1 << 30)

    private init(passes: UInt32, memoryBytes: UInt64) {
        self.passes = passes
        self.memoryBytes = memoryBytes
    }

    /// Parameters read from a file.
    /// - Throws: which bound was broken, what was asked and what is allowed.
    package init(validatingPasses passes: UInt32, memoryBytes: UInt64) throws(DerivationError) {
        let (passBounds, memoryBounds) = (Self.allowedPasses, Self.allowedMemoryBytes)
        guard passes >= passBounds.lowerBound else {
            throw .tooFewPasses(have: passes, atLeast: passBounds.lowerBound)
        }
        guard passes <= passBounds.upperBound else {
            throw .tooManyPasses(have: passes, atMost: passBounds.upperBound)
        }
        guard memoryBytes >= memoryBounds.lowerBound else {
            throw .tooLittleMemory(haveBytes: memoryBytes, atLeastBytes: memoryBounds.lowerBound)
        }
        guard memoryBytes <= memoryBounds.upperBound else {
            throw .tooMuchMemory(haveBytes: memoryBytes, atMostBytes: memoryBounds.upperBound)
        }
        guard memoryBytes.isMultiple(of: 1_024) else { throw .notWholeKibibytes(haveBytes: memoryBytes) }
        self.init(passes: passes, memoryBytes: memoryBytes)
    }

    /// Far below the floor, so that tests of what is built on passphrases take milliseconds; no vault is read with it.
    package init(cheapForTests memoryBytes: UInt64 = 8 << 10) {
        self.init(passes: 1, memoryBytes: memoryBytes)
    }
}
