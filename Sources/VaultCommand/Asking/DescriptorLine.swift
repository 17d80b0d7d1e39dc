import Platform

/// One line of text that a script hands over on a descriptor: a label, a name. Not for secrets.
enum DescriptorLine {
    /// More than any label, name or search term that is accepted; what goes on longer is not read to its end.
    private static let byteLimit = 4_096

    /// Reads byte by byte, so that what follows the line stays for the next reader.
    ///
    /// - Returns: the line without its end, or nil when it is empty.
    /// - Throws: `.usage` for a terminal.
    static func read(_ descriptor: DescriptorNumber, option: String) throws(Failure) -> String? {
        try descriptor.checkNotTerminal(option)
        var bytes: [UInt8] = []
        while true {
            let next: UInt8?
            do { next = try BorrowedInput.read(descriptor.number, upTo: 1).first } catch .interrupted {
                throw .input(.stopped)
            } catch { throw .usage(.nothingRead(option)) }
            guard let next, next != UInt8(ascii: "\n") else { break }
            bytes.append(next)
            guard bytes.count <= byteLimit else { throw .input(.inputTooLong) }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .input(.notText) }
        let trimmed = text.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }
}
