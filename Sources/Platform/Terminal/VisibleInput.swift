import Glibc

/// What stays of a visible answer.
package enum AnswerTrace: Sendable {
    case kept
    /// Prompt and answer are wiped from the window after the line end: for names and labels.
    case erased
}

extension Terminal {
    /// Asks a question and reads a line with echo; nil if the person ended the input (Ctrl-D) without typing.
    ///
    /// The text is as typed: control characters that were pasted are in it.
    ///
    /// - Parameters:
    ///   - limit: the most bytes of UTF-8 without the line end. The kernel takes at most 4,095 in a line.
    ///   - seconds: how long to wait for the line; nil for ever.
    /// - Throws: `.tooLong` (the rest of the line is thrown away), `.notText`, `.timedOut`, `.lost`.
    package func readLine(
        prompt: String, limit: Int, trace: AnswerTrace = .kept, waiting seconds: Int? = nil
    ) throws(TerminalError) -> String? {
        try write(prompt)
        try waitForInput(seconds)
        let line = try readBytes(limit: limit)
        guard let line else { return nil }
        if trace == .erased { try erase(prompt, line) }
        guard let text = String(validating: line, as: UTF8.self) else { throw .notText }
        return text
    }

    /// One line without its end, or nil at the end of input with nothing typed.
    func readBytes(limit: Int) throws(TerminalError) -> [UInt8]? {
        var line: [UInt8] = []
        return try readBytes(limit: limit, after: &line)
    }

    /// The same for a line that was begun; what was read of it stays when this throws `.interrupted`.
    func readBytes(limit: Int, after line: inout [UInt8]) throws(TerminalError) -> [UInt8]? {
        let read = try readLine(limit: limit, into: &line)
        line = []
        return read
    }

    private func readLine(limit: Int, into line: inout [UInt8]) throws(TerminalError) -> [UInt8]? {
        while let byte = try readByte() {
            if byte == UInt8(ascii: "\n") {
                guard line.count <= limit else { throw .tooLong(limit: limit) }
                return line
            }
            // One byte over the limit is kept as the mark of a line that is too long.
            if line.count <= limit { line.append(byte) }
        }
        guard line.count <= limit else { throw .tooLong(limit: limit) }
        return line.isEmpty ? nil : line
    }

    private func readByte() throws(TerminalError) -> UInt8? {
        var byte: UInt8 = 0
        while true {
            // After Ctrl-D in the middle of a line the rest of it is waited for, and a signal must not wait behind that.
            if !hasInput { try waitForInput(nil) }
            let count = unsafe read(descriptor, &byte, 1)
            if count == 1 { return byte }
            if count == 0 { return nil }
            if errno != EINTR { throw .current }
            if let asked = Interruptions.asked { throw .interrupted(asked) }
        }
    }

    /// Goes up over the rows that prompt and answer filled, and clears from there down.
    private func erase(_ prompt: String, _ line: [UInt8]) throws(TerminalError) {
        let shown = TextWidth.columns(prompt) + TextWidth.columns(String(decoding: line, as: UTF8.self))
        let rows = shown / max(1, size.columns) + 1
        try write("\u{1B}[\(rows)A\r\u{1B}[J")
    }
}
