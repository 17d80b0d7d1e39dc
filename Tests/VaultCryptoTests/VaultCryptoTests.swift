import Testing

@testable import VaultCrypto

@Suite struct Smoke {
    @Test func sealRoundTrip() throws {
        let key = Secret(random: .system)
        let data = Tuple(.record, VaultID.random(.system), UInt64(7), "core")
        let nonce = SealNonce.random(.system)
        let sealed = Seal.seal([1, 2, 3], under: key, associatedData: data, nonce: nonce)
        #expect(sealed.count == 1 + 24 + 32 + 256 + 16)
        #expect(try Seal.open(sealed, under: key, associatedData: data) == [1, 2, 3])
        let wrapping = try WrappingKey(seed: key)
        let wrapped = try wrapping.publicKey.wrap(key, info: [1])
        let back = try wrapping.unwrap(wrapped, info: [1])
        let isSame = back.isEqual(to: key)
        #expect(isSame)
        let signing = SigningKey(seed: key)
        #expect(signing.verifyingKey.isValid(signing.sign([4]), for: [4]))
        var passphrase = SecretBuffer(capacity: 20)
        passphrase.append(Array("password".utf8))
        let derived = try PassphraseHash.derive(
            passphrase, salt: .random(.system), parameters: .init(cheapForTests: 8192))
        let isOther = !derived.isEqual(to: key)
        #expect(isOther)
        #expect(LockedMemory.status.isLocked)
        print(LockedMemory.status)
        #expect(
            Hex.encode(Blake2b.hash(bytes: []).bytes)
                == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
        #expect(SHA256Hash.hash([]).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
