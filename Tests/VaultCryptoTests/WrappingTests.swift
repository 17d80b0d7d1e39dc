// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the vector files.
import Foundation
import Testing

@testable import VaultCrypto

private struct XWingVector: Decodable {
    let seed, pk: HexBytes
}

private struct HPKEVector: Decodable {
    struct Encryption: Decodable {
        let aad, ct, pt: HexBytes
    }
    let kdf_id, aead_id: Int
    let info, skRm, pkRm, enc: HexBytes
    let encryptions: [Encryption]
}

@Suite struct WrappingTests {
    private let info = Tuple(.grant, VaultID.zero, "core").bytes

    @Test func wrapsForItsHolderOnly() throws {
        let holder = try WrappingKey(seed: .filled(1))
        let other = try WrappingKey(seed: .filled(2))
        let secret = Secret(random: .system)
        let publicKey = holder.publicKey
        let wrapped = try publicKey.wrap(secret, info: info)
        let isSame = try holder.unwrap(wrapped, info: info).isEqual(to: secret)
        #expect(isSame)
        #expect(throws: WrapError.cannotUnwrap) { _ = try other.unwrap(wrapped, info: info) }
        for wrongInfo in [info + [0], Array(info.dropLast()), [], Tuple(.grant, VaultID.zero, "risk").bytes] {
            #expect(throws: WrapError.cannotUnwrap) { _ = try holder.unwrap(wrapped, info: wrongInfo) }
        }
        let again = try publicKey.wrap(secret, info: info)
        #expect(again != wrapped)
    }

    @Test func everyPartOfAWrapIsBound() throws {
        let holder = try WrappingKey(seed: .filled(1))
        let wrapped = try holder.publicKey.wrap(.filled(3), info: info)
        // ML-KEM ciphertext, X25519 share, sealed secret, tag.
        for index in [0, 1, 500, 1_087, 1_088, 1_119, 1_120, 1_151, 1_152, 1_167] {
            var changed = wrapped.bytes
            changed[index] ^= 1
            let other = WrappedSecret(made: changed)
            #expect(throws: WrapError.cannotUnwrap) { _ = try holder.unwrap(other, info: info) }
        }
        #expect(WrappedSecret(bytes: wrapped.bytes.dropLast()) == nil)
        #expect(WrappedSecret(bytes: wrapped.bytes + [0]) == nil)
    }

    @Test func aKeyThatOpensNothingIsFoundByATrialWrap() throws {
        // Right length, right form, nobody's key: what a trial wrap at enrolment is for.
        let holder = try WrappingKey(seed: .filled(1))
        var bytes = holder.publicKey.bytes
        bytes[1_200] ^= 1
        let wrapped = try WrappingPublicKey(made: bytes).wrap(.filled(3), info: info)
        #expect(throws: WrapError.cannotUnwrap) { _ = try holder.unwrap(wrapped, info: info) }
    }

    @Test(.enabled(if: Vectors.hasShared, Vectors.withoutShared))
    func publicKeysOfXWing() throws {
        for vector in try Vectors.shared("xwing.json", as: [XWingVector].self) {
            let key = try WrappingKey(seed: .from(vector.seed.bytes))
            let publicKey = key.publicKey
            #expect(publicKey.bytes == vector.pk.bytes)
        }
    }

    @Test(.enabled(if: Vectors.hasShared, Vectors.withoutShared))
    func messagesOfHPKEWithXWing() throws {
        // The file also holds a suite with another KDF, which the vault does not use.
        let vectors = try Vectors.shared("hpke-xwing.json", as: [HPKEVector].self).filter { $0.kdf_id == 1 }
        #expect(!vectors.isEmpty)
        for vector in vectors {
            #expect(vector.aead_id == 3)
            let key = try WrappingKey(seed: .from(vector.skRm.bytes))
            let publicKey = key.publicKey
            #expect(publicKey.bytes == vector.pkRm.bytes)
            let first = try #require(vector.encryptions.first)
            let opened = try key.open(
                first.ct.bytes[...], encapsulation: vector.enc.bytes[...], info: vector.info.bytes,
                associatedData: first.aad.bytes)
            #expect([UInt8](opened) == first.pt.bytes)
        }
    }
}
