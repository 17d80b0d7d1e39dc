/// A line of a session as the words of a command.
///
/// Blanks separate words. Between "…" and between '…' a blank belongs to the word; outside '…' a \ takes the next
/// character as it is. Nothing else has a meaning: no variables, no patterns, no pipes, no comments.
enum CommandWords {
    /// - Throws: `.usage(.openQuote)` for a quotation mark or a \ that nothing follows.
    static func split(_ line: String) throws(Failure) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isTaken = false
        for character in line {
            if isTaken {
                word = (word ?? "") + String(character)
                isTaken = false
            } else if character == "\\", quote != "'" {
                isTaken = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isTaken else { throw .usage(.openQuote) }
        if let word { words.append(word) }
        return words
    }
}
