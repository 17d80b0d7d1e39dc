import VaultCrypto

/// The names of a person, which the log does not know: login and, if given, her name.
package struct PersonRow: Hashable, Sendable {
    let login: String
    let name: String

    package var bytes: [UInt8] { Tuple(.rowPerson, login, name).bytes }

    init(login: String, name: String) { (self.login, self.name) = (login, name) }

    /// - Throws: `.damaged(.row)`.
    package init(decoding bytes: [UInt8]) throws(VaultError) {
        do {
            var reader = try TupleReader(bytes, label: .rowPerson, count: 2)
            login = try reader.text()
            name = try reader.text()
            try reader.finish()
        } catch {
            throw .damaged(.row)
        }
    }

    /// A login: 2 to 32 of a–z, 0–9, `.`, `_` and `-`, beginning with a letter.
    ///
    /// So it is mostly the name of her Unix account too, by which the command line knows her; nothing compares the two.
    static func isLogin(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (2...32).contains(bytes.count), let first = bytes.first, (0x61...0x7A).contains(first) else {
            return false
        }
        return bytes.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2E, 0x5F, 0x2D].contains($0)
        }
    }
}
