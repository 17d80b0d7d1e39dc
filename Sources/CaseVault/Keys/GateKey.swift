import Platform
package import VaultCrypto

/// The gate key: 32 bytes in a file of mode 0600, or wherever `--gate-key` points.
package enum GateKey {
    /// Secret encodings shout, so that a search for them finds every copy.
    package static let prefix = "CASEVAULT-SECRET-KEY-GATE-"
    private static let fileLimit = 256

    /// Draws a key and writes it to a new file.
    package static func create(at path: String, _ randomness: Randomness) throws(VaultError) -> HeldSecret {
        var buffer = SecretBuffer(capacity: Secret.byteCount)
        buffer.append(Secret(random: randomness))
        try write(buffer, to: path)
        return try held(buffer)
    }

    /// Writes the key of one file to a new one, past ordinary memory.
    static func copy(from path: String, to newPath: String) throws(VaultError) {
        var buffer = SecretBuffer(capacity: Secret.byteCount)
        try read(at: path).withSecret { buffer.append($0) }
        try write(buffer, to: newPath)
    }

    /// Whether a file holds a gate key, or the beginning of one that was being written.
    package static func isKeyFile(at path: String) -> Bool {
        guard let file = try? ReadableFile(opening: path),
            let start = try? file.read(at: 0, count: prefix.utf8.count)
        else { return false }
        return prefix.utf8.starts(with: start)
    }

    private static func write(_ buffer: borrowing SecretBuffer, to path: String) throws(VaultError) {
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
            throw VaultError(gate: error)
        } catch SecretReadError.io(let code) {
            throw VaultError(gate: FileError(code: code))
        } catch {
            throw .inputOutput
        }
    }

    /// Reads a key from its file, straight into locked memory.
    ///
    /// - Throws: `.gateMissing` when there is no file; `.gateKeyWrong` when it does not hold a key.
    package static func read(at path: String) throws(VaultError) -> HeldSecret {
        let file: ReadableFile
        do { file = try ReadableFile(opening: path, links: .followed) } catch {
            throw error == .missing ? .gateMissing : VaultError(error)
        }
        let line: SecretBuffer
        // A file without a line's end, of whatever size, is left where its line would be too long; CR LF may end it.
        var left = fileLimit + 2
        do {
            line = try SecretBuffer.readLine(from: file.descriptorNumber, limit: fileLimit) {
                left -= 1
                return left >= 0
            }
        } catch { throw .gateKeyWrong }
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
