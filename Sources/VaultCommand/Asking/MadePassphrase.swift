import CaseVault
import Platform

/// A passphrase the program has drawn, shown to its owner once.
enum MadePassphrase {
    /// Shows it until Enter, then wipes it from the window.
    ///
    /// The words go from locked memory straight to the terminal and are never a `String`. Echo is off meanwhile, so
    /// that what is pressed does not move the lines that are wiped.
    static func show(_ passphrase: borrowing Passphrase, on terminal: Terminal) throws(TerminalError) {
        let heading = PromptText.madePassphrase.text
        let question = PromptText.madePassphraseWritten.text
        let isShown = try withBorrowed(passphrase, terminal, heading, question)
        guard isShown else { throw .lost }
        let columns = max(1, terminal.size.columns)
        let rows = rowCount(heading, columns) + rowCount(question, columns) + 2 + (wordColumns + columns - 1) / columns
        try terminal.write("\r\u{1B}[\(rows)A\u{1B}[J")
    }

    /// Six words of at most seven letters, the spaces between and before them.
    private static let wordColumns = 6 * 7 + 5 + 2

    private static func withBorrowed(
        _ passphrase: borrowing Passphrase, _ terminal: Terminal, _ heading: String, _ question: String
    ) throws(TerminalError) -> Bool {
        // A closure cannot capture what is only borrowed: a second holding goes into it, wiped when it ends.
        let copy = passphrase.duplicate()
        return try terminal.withHiddenInput(prompt: "\(heading)\n\n  ") { descriptor in
            do {
                try copy.show(on: descriptor)
                try terminal.write("\n\n\(question)")
            } catch { return false }
            _ = try? Passphrase.readLine(from: descriptor)
            return true
        }
    }

    private static func rowCount(_ text: String, _ columns: Int) -> Int {
        max(1, (TextWidth.columns(text) + columns - 1) / columns)
    }
}
