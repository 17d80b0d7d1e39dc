import CaseVault
import Platform

/// The content of a record: from a file, from standard input, or typed at the terminal.
struct ContentInput {
    /// The most bytes of a record.
    static let byteLimit = RecordContent.byteLimit

    let file: String?
    let invocation: Invocation

    /// Whether it is typed at the terminal.
    var isTyped: Bool { file == nil }

    /// The content, as far as it can be had before a passphrase is asked for, and with it what is wrong with it.
    ///
    /// - Returns: nil when the passphrase comes first on the same standard input.
    func early() throws(Failure) -> Bytes? {
        switch file {
        case nil:
            _ = try invocation.prompt.terminal(else: Self.option)
            try WritingDesk.check(invocation)
            return nil
        case "-":
            // The terminal, and nobody would hear Ctrl-C or look at the clock.
            guard invocation.session == nil else { throw .usage(.askedInSession("-")) }
            let isShared = invocation.options.passphraseDescriptor?.number == 0
            return isShared ? nil : try Self.checked(try Self.readStandardInput())
        case let path?:
            let bytes = try Self.checked(try NamedFile.read(path, limit: Self.byteLimit, else: .input(.tooLarge)))
            if path.lowercased().hasSuffix(".json"), !JSONValue.isJSON(bytes.array) { throw .input(.notJSON) }
            return bytes
        }
    }

    /// The content that follows the passphrase on standard input.
    func late() throws(Failure) -> Bytes { try Self.checked(try Self.readStandardInput()) }

    static let option = "FILE / -"

    /// - Throws: `.input` for what is empty, too large, or not text.
    static func checked(_ bytes: [UInt8]) throws(Failure) -> Bytes {
        guard bytes.count <= byteLimit else { throw .input(.tooLarge) }
        guard !bytes.isEmpty else { throw .input(.empty) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .input(.notText) }
        return Bytes(bytes)
    }

    private static func readStandardInput() throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= byteLimit {
            let more: [UInt8]
            do { more = try BorrowedInput.read(0, upTo: 65_536) } catch .interrupted { throw .input(.stopped) } catch {
                throw .input(.notReadable)
            }
            if more.isEmpty { break }
            bytes += more
        }
        return bytes
    }
}
