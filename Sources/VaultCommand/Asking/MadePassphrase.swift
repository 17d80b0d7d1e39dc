import CaseVault
import Platform

/// A passphrase the program has drawn, shown to its owner once.
enum MadePassphrase {
    /// Shows it until Enter, then wipes it from the window; also when nobody presses Enter or a signal comes.
    ///
    /// The words go from locked memory straight to the terminal and are never a `String`. Echo is off meanwhile, so
    /// that what is pressed does not move the lines that are wiped.
    ///
    /// - Parameter seconds: how long Enter is waited for; nil for ever.
    static func show(
        _ passphrase: borrowing Passphrase, on terminal: Terminal, waiting seconds: Int?
    ) throws(TerminalError) {
        let heading = PromptText.madePassphrase.text
        let question = PromptText.madePassphraseWritten.text
        let columns = max(1, terminal.size.columns)
        let rows = rowCount(heading, columns) + rowCount(question, columns) + 2 + (wordColumns + columns - 1) / columns
        do throws(TerminalError) { try wait(passphrase, terminal, heading, question, seconds) } catch {
            // Without an Enter the cursor still stands in the question.
            try? terminal.write("\r\u{1B}[\(rows - 1)A\u{1B}[J")
            throw error
        }
        try terminal.write("\r\u{1B}[\(rows)A\u{1B}[J")
    }

    /// Six words of at most seven letters, the spaces between and before them.
    private static let wordColumns = 6 * 7 + 5 + 2

    private static func wait(
        _ passphrase: borrowing Passphrase, _ terminal: Terminal, _ heading: String, _ question: String,
        _ seconds: Int?
    ) throws(TerminalError) {
        // A closure cannot capture what is only borrowed: a second holding goes into it, wiped when it ends.
        let copy = passphrase.duplicate()
        try terminal.withHiddenInput(
            prompt: "\(heading)\n\n  ", waiting: seconds,
            showing: { (descriptor) throws(TerminalError) in
                do { try copy.show(on: descriptor) } catch { throw .lost }
                try terminal.write("\n\n\(question)")
            }
        ) { descriptor in _ = try? Passphrase.readLine(from: descriptor) }
    }

    private static func rowCount(_ text: String, _ columns: Int) -> Int {
        max(1, (TextWidth.columns(text) + columns - 1) / columns)
    }
}
