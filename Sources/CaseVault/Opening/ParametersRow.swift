package import VaultCrypto

/// What every opening needs before anyone is known: the cost of a passphrase, and the organisation's name.
package struct ParametersRow: Hashable, Sendable {
    package let parameters: DerivationParameters
    package let organisation: String

    package var bytes: [UInt8] { Tuple(.rowParameters, parameters.passes, parameters.memoryBytes, organisation).bytes }

    package init(parameters: DerivationParameters, organisation: String) {
        (self.parameters, self.organisation) = (parameters, organisation)
    }

    /// - Parameter isTrusted: parameters that a test chose below the floor.
    /// - Throws: `.damaged(.row)`; `.derivation` for parameters out of range, before any hashing.
    package init(decoding bytes: [UInt8], accepting isTrusted: (DerivationParameters?) = nil) throws(VaultError) {
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
