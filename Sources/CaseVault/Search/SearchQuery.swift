/// What is looked for: one to sixteen folded words, of which each must begin a word of the case.
struct SearchQuery {
    /// The most bytes of a term: a line that a person types.
    static let byteLimit = 1_024
    private static let mostWords = 16

    let words: [[UInt8]]
    /// The case that the term names by its reference, if it does.
    let reference: CaseReference?

    /// - Throws: `.invalid(.searchTerm)` unless there is a word of three letters, and at most sixteen.
    init(_ term: String) throws(VaultError) {
        guard term.utf8.count <= Self.byteLimit else { throw .invalid(.searchTerm) }
        var words: [[UInt8]] = []
        SearchWords.forEach(in: term) { word in
            let bytes = Array(word.utf8)
            if !words.contains(bytes) { words.append(bytes) }
        }
        guard (1...Self.mostWords).contains(words.count) else { throw .invalid(.searchTerm) }
        self.words = words
        do { reference = try CaseReference(term) } catch { reference = nil }
    }

    /// Every word found.
    var all: UInt32 { (1 << UInt32(words.count)) - 1 }

    /// A bit for each word that begins one of these.
    func found(in terms: [UInt8]) -> UInt32 {
        var found: UInt32 = 0
        for (index, word) in words.enumerated() where SearchTerms.contain(terms, beginning: word) {
            found |= 1 << UInt32(index)
        }
        return found
    }
}
