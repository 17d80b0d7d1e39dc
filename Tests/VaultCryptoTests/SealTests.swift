import SeededNumbers
import Testing

@testable import VaultCrypto

private struct SealVectors: Decodable {
    struct Case: Decodable {
        let key, nonce, vault, plaintext, sealed: HexBytes
    }
    struct Long: Decodable {
        let key, nonce, vault, digest: HexBytes
        let length, sealedLength: Int
    }
    struct Fillings: Decodable {
        struct Bad: Decodable {
            let name: String
            let sealed: HexBytes
        }
        let key, vault, good: HexBytes
        let length: UInt64
        let bad: [Bad]
    }
    struct TwoKeys: Decodable {
        let keys: [HexBytes]
        let vault: HexBytes
        let sealed: [HexBytes]
    }
    let cases: [Case]
    let long: Long
    let padded: [[Int]]
    let fillings: Fillings
    let twoKeys: TwoKeys
}

private func associatedData(_ vault: HexBytes, _ length: Int) throws -> Tuple {
    Tuple(.record, try #require(VaultID(bytes: vault.bytes)), UInt64(length))
}

@Suite struct SealVectorTests {
    private let vectors: SealVectors

    init() throws { vectors = try Vectors.own("sealed.json") }

    @Test func sealsAndOpensAsTheSpecificationSays() throws {
        for vector in vectors.cases {
            let key = try Secret.from(vector.key.bytes)
            let nonce = try #require(SealNonce(bytes: vector.nonce.bytes))
            let data = try associatedData(vector.vault, vector.plaintext.bytes.count)
            let sealed = Seal.seal(vector.plaintext.bytes, under: key, associatedData: data, nonce: nonce)
            #expect(sealed == vector.sealed.bytes)
            #expect(try Seal.open(sealed, under: key, associatedData: data) == vector.plaintext.bytes)
            let buffer = SecretBuffer.from(vector.plaintext.bytes)
            #expect(Seal.seal(buffer, under: key, associatedData: data, nonce: nonce) == sealed)
            let opened = try Seal.openSecret(sealed, under: key, associatedData: data)
            #expect(opened.allBytes == vector.plaintext.bytes)
            #expect(try Seal.nonce(of: sealed) == nonce)
        }
    }

    @Test func aMegabyte() throws {
        let long = vectors.long
        let key = try Secret.from(long.key.bytes)
        let nonce = try #require(SealNonce(bytes: long.nonce.bytes))
        let sealed = Seal.seal(
            [UInt8](repeating: 0, count: long.length), under: key,
            associatedData: try associatedData(long.vault, long.length), nonce: nonce)
        #expect(sealed.count == long.sealedLength)
        #expect(Blake2b.hash(bytes: sealed).bytes == long.digest.bytes)
    }

    @Test func paddedLengths() {
        #expect(Seal.overhead == 73)
        for pair in vectors.padded {
            #expect(Padding.paddedByteCount(pair[0]) == pair[1])
        }
    }

    @Test func otherFillingsAreRefused() throws {
        let fillings = vectors.fillings
        let key = try Secret.from(fillings.key.bytes)
        let data = try associatedData(fillings.vault, Int(fillings.length))
        #expect(try Seal.open(fillings.good.bytes, under: key, associatedData: data).count == 100)
        for bad in fillings.bad {
            #expect(throws: SealError.badPadding, "\(bad.name)") {
                try Seal.open(bad.sealed.bytes, under: key, associatedData: data)
            }
            #expect(throws: SealError.badPadding, "\(bad.name)") {
                _ = try Seal.openSecret(bad.sealed.bytes, under: key, associatedData: data)
            }
        }
    }

    /// The inner ciphertext is one that XChaCha20-Poly1305 opens under both keys; only the commitment tells them apart.
    @Test func aCiphertextForTwoKeysOpensUnderOne() throws {
        let vector = vectors.twoKeys
        let data = try associatedData(vector.vault, 0)
        for (number, sealed) in vector.sealed.enumerated() {
            let own = try Secret.from(vector.keys[number].bytes)
            let other = try Secret.from(vector.keys[1 - number].bytes)
            #expect(throws: SealError.cannotOpen) { try Seal.open(sealed.bytes, under: other, associatedData: data) }
            if number == 0 {
                let plaintext = try Seal.open(sealed.bytes, under: own, associatedData: data)
                #expect(plaintext.dropFirst(32).elementsEqual("one message, two keys".utf8))
            } else {
                // The commitment and the tag fit; what comes out is noise, so the filling does not.
                #expect(throws: SealError.badPadding) { try Seal.open(sealed.bytes, under: own, associatedData: data) }
            }
        }
    }
}

@Suite struct SealTests {
    private let key = HeldSecret(Secret(random: .system))
    private let data = Tuple(.record, VaultID.zero, "core", UInt64(1))

    private func seal(_ plaintext: [UInt8], nonce: SealNonce = .random(.system)) -> [UInt8] {
        key.withSecret { Seal.seal(plaintext, under: $0, associatedData: data, nonce: nonce) }
    }

    private func open(_ sealed: [UInt8], _ associatedData: Tuple? = nil) throws(SealError) -> [UInt8] {
        try key.withSecret { key throws(SealError) in
            try Seal.open(sealed, under: key, associatedData: associatedData ?? data)
        }
    }

    @Test func everyChangedByteIsRefused() {
        let sealed = seal(Array("beleška".utf8))
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1 << UInt8(index % 8)
            // Byte 0 is the version; nonce, commitment, ciphertext and tag are told apart by nobody.
            #expect(throws: index == 0 ? SealError.malformed : .cannotOpen) { try open(changed) }
        }
    }

    @Test func everyLengthButThePaddedOnesIsMalformed() {
        let sealed = seal([UInt8](repeating: 1, count: 300))
        for length in 0..<sealed.count {
            let isPlausible = length > 73 && (length - 73).isMultiple(of: 256)
            #expect(throws: isPlausible ? SealError.cannotOpen : .malformed) { try open(Array(sealed[..<length])) }
        }
        #expect(throws: SealError.malformed) { try open(sealed + [0]) }
        #expect(throws: SealError.cannotOpen) { try open(sealed + [UInt8](repeating: 0, count: 256)) }
    }

    @Test(arguments: [0, 2, 255] as [UInt8]) func otherVersionsAreMalformed(version: UInt8) {
        var sealed = seal([1])
        sealed[0] = version
        #expect(throws: SealError.malformed) { try open(sealed) }
        #expect(throws: SealError.malformed) { try Seal.nonce(of: sealed) }
    }

    @Test func wrongKeyAndMovedPlaceAreTheSameError() {
        let sealed = seal([1, 2, 3])
        let other = Secret(random: .system)
        #expect(throws: SealError.cannotOpen) { try Seal.open(sealed, under: other, associatedData: data) }
        let moved = [
            Tuple(.record, VaultID.zero, "core", UInt64(2)), Tuple(.record, VaultID.zero, "risk", UInt64(1)),
            Tuple(.row, VaultID.zero, "core", UInt64(1)), Tuple(.record, VaultID.zero, "core"),
        ]
        for place in moved {
            #expect(throws: SealError.cannotOpen) { try open(sealed, place) }
        }
    }

    @Test func partsOfTwoSealsDoNotMix() {
        let (one, two) = (seal([1]), seal([1]))
        for cut in [2, 25, 57, one.count - 16] {
            #expect(throws: SealError.cannotOpen) { try open(Array(one[..<cut] + two[cut...])) }
        }
    }

    @Test func secretsAreSealedAndOpenedAsSecrets() throws {
        let (secret, nonce) = (HeldSecret(.filled(5)), SealNonce.random(.system))
        let sealed = key.withSecret { key in
            secret.withSecret { Seal.seal($0, under: key, associatedData: data, nonce: nonce) }
        }
        #expect(sealed == seal([UInt8](repeating: 5, count: 32), nonce: nonce))
        func openKey(_ sealed: [UInt8], _ place: Tuple) throws(SealError) -> [UInt8] {
            try key.withSecret { key throws(SealError) in
                try Seal.openKey(sealed, under: key, associatedData: place).revealedBytes()
            }
        }
        #expect(try openKey(sealed, data) == [UInt8](repeating: 5, count: 32))
        #expect(throws: SealError.cannotOpen) { try openKey(sealed, Tuple(.gateRow)) }
        for byteCount in [0, 31, 33, 300] {
            let other = seal([UInt8](repeating: 5, count: byteCount))
            #expect(throws: SealError.malformed) { try openKey(other, data) }
        }
    }

    @Test func lengthsUpToTwoPagesComeBack() throws {
        var generator = Dice(seed: 3)
        for length in Array(0...260) + [511, 512, 1_023, 4_094, 4_095, 4_096, 4_097, 8_191, 8_192] {
            let plaintext = generator.bytes(length)
            #expect(try open(seal(plaintext)) == plaintext)
        }
    }

    @Test func plaintextThatLooksLikeFillingComesBack() throws {
        for plaintext: [UInt8] in [[0x80], [0x80, 0], [0], [0, 0, 0x80, 0, 0], [UInt8](repeating: 0, count: 300)] {
            #expect(try open(seal(plaintext)) == plaintext)
        }
    }

    @Test func drawnNoncesDoNotRepeat() {
        #expect(Set((0..<2_000).map { _ in SealNonce.random(.system) }).count == 2_000)
    }
}

@Suite struct PaddingTests {
    @Test func costsLittleAndHidesMuch() {
        var lengths: Set<Int> = []
        for length in stride(from: 0, to: 3_000_000, by: 37) {
            let padded = Padding.paddedByteCount(length)
            lengths.insert(padded)
            #expect(padded > length)
            if length >= 4_096 { #expect(Double(padded) <= Double(length + 1) * 1.12) }
            #expect(Padding.isPaddedByteCount(padded))
        }
        #expect(lengths.count < 350)
    }

    @Test func onlyItsOwnLengthsArePadded() {
        let padded = Set((0..<20_000).map(Padding.paddedByteCount))
        for length in 0...18_000 { #expect(Padding.isPaddedByteCount(length) == padded.contains(length)) }
    }
}
