import Platform
import VaultCrypto

/// The gate key: 32 bytes in a file of mode 0600, or wherever `--gate-key` points.
enum GateKey {
    /// Secret encodings shout, so that a search for them finds every copy.
    static let prefix = "CASEVAULT-SECRET-KEY-GATE-"
    private static let fileLimit = 256

    /// Draws a key and writes it to a new file.
    static func create(at path: String, _ randomness: Randomness) throws(VaultError) -> HeldSecret {
        var buffer = SecretBuffer(capacity: Secret.byteCount)
        buffer.append(Secret(random: randomness))
        let text = SecretText.encode(buffer, prefix: prefix)
        do {
            let file = try NewFile(at: path)
            try text.write(to: file.descriptorNumber)
            try file.finish(.durable)
        } catch let error as FileError {
            throw VaultError(error)
        } catch {
            throw .inputOutput
        }
        return try held(buffer)
    }

    /// Reads a key from its file, straight into locked memory.
    ///
    /// - Throws: `.gateMissing` when there is no file; `.gateKeyWrong` when it does not hold a key.
    static func read(at path: String) throws(VaultError) -> HeldSecret {
        let file: ReadableFile
        do { file = try ReadableFile(opening: path, links: .followed) } catch {
            throw error == .missing ? .gateMissing : VaultError(error)
        }
        let line: SecretBuffer
        do { line = try SecretBuffer.readLine(from: file.descriptorNumber, limit: fileLimit) } catch { throw .gateKeyWrong }
        guard let bytes = SecretText.decode(line, prefix: prefix, byteCount: Secret.byteCount) else { throw .gateKeyWrong }
        return try held(bytes)
    }

    private static func held(_ buffer: borrowing SecretBuffer) throws(VaultError) -> HeldSecret {
        guard let secret = buffer.secret(at: 0) else { throw .gateKeyWrong }
        return HeldSecret(secret)
    }
}
