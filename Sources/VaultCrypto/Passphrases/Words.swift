/// The word list, for passphrases and for comparing hashes by voice: 1,024 words, so 10 bits each.
package enum Words {
    package static let bitsPerWord = 10

    /// The first `count` words of bytes, 10 bits each from the first bit on.
    package static func words(of bytes: some Collection<UInt8>, count: Int) -> [String] {
        indices(of: bytes, count: count).map { list[$0] }
    }

    /// Four words of a log head: its first 40 bits, for noticing a difference, not for withstanding an attacker.
    package static func four(ofHead head: SHA256Digest) -> [String] {
        words(of: head.bytes, count: 4)
    }

    /// Six words of something public that people compare by voice: the first 60 bits of Argon2id(H(x)).
    ///
    /// 60 bits would be few against someone who tries many x of her own until six words fit; three passes over 64 MiB
    /// for each try make them enough. Takes about a tenth of a second.
    /// - Throws: `.outOfMemory`.
    package static func slowSix(of bytes: [UInt8]) throws(DerivationError) -> [String] {
        let hash = try PassphraseHash.derive(
            public: Blake2b.hash(bytes: bytes).bytes, salt: slowSalt, parameters: .light)
        return words(of: hash.revealedBytes(), count: 6)
    }

    /// First 16 bytes of H("casevault/v1/words").
    private static let slowSalt = PassphraseSalt(
        made: [UInt8](Blake2b.hash(bytes: [UInt8](Label.words.rawValue.utf8)).bytes[..<PassphraseSalt.byteCount]))

    static func indices(of bytes: some Collection<UInt8>, count: Int) -> [Int] {
        precondition(count * bitsPerWord <= bytes.count * 8, "not enough bits for so many words")
        var indices: [Int] = []
        var groups = BitGroups(from: 8, to: 10)
        for byte in bytes {
            groups.append(byte) { indices.append(Int($0)) }
        }
        return Array(indices.prefix(count))
    }
}
