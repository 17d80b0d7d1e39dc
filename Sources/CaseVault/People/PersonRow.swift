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

/// What every opening needs before anyone is known: the cost of a passphrase, and the organisation's name.
struct ParametersRow: Hashable, Sendable {
    let parameters: DerivationParameters
    let organisation: String

    var bytes: [UInt8] { Tuple(.rowParameters, parameters.passes, parameters.memoryBytes, organisation).bytes }

    init(parameters: DerivationParameters, organisation: String) {
        (self.parameters, self.organisation) = (parameters, organisation)
    }

    /// - Parameter isTrusted: parameters that a test chose below the floor.
    /// - Throws: `.damaged(.row)`; `.derivation` for parameters out of range, before any hashing.
    init(decoding bytes: [UInt8], accepting isTrusted: (DerivationParameters?) = nil) throws(VaultError) {
        let passes: UInt32
        let memory: UInt64
        do {
            var reader = try TupleReader(bytes, label: .rowParameters, count: 3)
            passes = try reader.u32()
            memory = try reader.u64()
            organisation = try reader.text()
            try reader.finish()
        } catch {
            throw .damaged(.row)
        }
        if let isTrusted, isTrusted.passes == passes, isTrusted.memoryBytes == memory {
            parameters = isTrusted
            return
        }
        do { parameters = try DerivationParameters(validatingPasses: passes, memoryBytes: memory) } catch {
            throw VaultError(error)
        }
    }
}

extension VaultError {
    fileprivate init(_ error: DerivationError) {
        self =
            switch error {
            case .tooLittleMemory(let have, let limit), .tooMuchMemory(let have, let limit):
                .derivation(haveMebibytes: have >> 20, limitMebibytes: limit >> 20)
            case .notWholeKibibytes(let have), .outOfMemory(let have):
                .derivation(
                    haveMebibytes: have >> 20, limitMebibytes: DerivationParameters.allowedMemoryBytes.upperBound >> 20)
            case .tooFewPasses(let have, let limit), .tooManyPasses(let have, let limit):
                .derivationPasses(have: have, limit: limit)
            }
    }
}
