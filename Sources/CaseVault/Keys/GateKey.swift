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
        let symbols = SecretCode.text(of: buffer)
        var text = SecretBuffer(capacity: prefix.utf8.count + symbols.count + 1)
        text.append(prefix.utf8)
        text.append(symbols, range: 0..<symbols.count)
        text.append(UInt8(ascii: "\n"))
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
        do { line = try SecretBuffer.readLine(from: file.descriptorNumber, limit: fileLimit) } catch {
            throw .gateKeyWrong
        }
        let start = prefix.utf8.count
        guard line.count > start, line.bytes(0..<start).elementsEqual(prefix.utf8) else { throw .gateKeyWrong }
        var symbols = SecretBuffer(capacity: line.count)
        symbols.append(line, range: start..<line.count)
        do { return try held(SecretCode.code(typed: symbols, byteCount: Secret.byteCount)) } catch {
            throw .gateKeyWrong
        }
    }

    private static func held(_ buffer: borrowing SecretBuffer) throws(VaultError) -> HeldSecret {
        guard let secret = buffer.secret(at: 0) else { throw .gateKeyWrong }
        return HeldSecret(secret)
    }
}
