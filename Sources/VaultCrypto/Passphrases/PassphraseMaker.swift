/// Makes passphrases of words drawn at random: six words are 60 bits, behind Argon2id.
package enum PassphraseMaker {
    package static let usualWords = 6

    /// A passphrase of `words` words with a space between, in locked memory from the first byte on.
    package static func make(words: Int = usualWords, _ randomness: Randomness) -> SecretBuffer {
        var passphrase = SecretBuffer(capacity: words * (longestWord + 1))
        for number in 0..<words {
            if number > 0 { passphrase.append(UInt8(ascii: " ")) }
            appendWord(to: &passphrase, randomness)
        }
        return passphrase
    }

    private static let longestWord = Words.list.map(\.utf8.count).max() ?? 0

    /// Draws one word; 16 random bits hold 10 without bias, because 1,024 divides 65,536.
    private static func appendWord(to passphrase: inout SecretBuffer, _ randomness: Randomness) {
        let random = SecretBuffer(random: randomness, count: 2)
        let index = unsafe random.withUnsafeBytes { bytes in
            unsafe Int(bytes[0]) << 8 | Int(bytes[1])
        }
        // Words are at most 15 bytes, so Swift keeps them inside the `String` value and makes no copy on the heap.
        for byte in Words.list[index % Words.list.count].utf8 { passphrase.append(byte) }
    }
}
