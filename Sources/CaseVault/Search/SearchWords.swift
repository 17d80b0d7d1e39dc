/// The words of a text as an index holds them and as a query looks for them.
enum SearchWords {
    /// Shorter words are neither kept nor looked for.
    static let leastLetters = 3
    /// A longer word is cut, in the text and in the query alike.
    static let mostLetters = 40

    /// Calls `take` with each folded word of at least three letters.
    static func forEach(in text: some StringProtocol, _ take: (String) -> Void) {
        var word = ""
        var count = 0
        func end() {
            if count >= leastLetters { take(word) }
            (word, count) = ("", 0)
        }
        func add(_ letter: Unicode.Scalar) {
            count += 1
            if count <= mostLetters { word.unicodeScalars.append(letter) }
        }
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                if let letter = lowercase(UInt8(truncatingIfNeeded: scalar.value)) { add(letter) } else { end() }
                continue
            }
            switch LetterFolding.part(scalar) {
            case .letters(let letters): letters.unicodeScalars.forEach(add)
            case .nothing: break
            case .end: end()
            }
        }
        end()
    }

    /// An ASCII letter or digit, in lower case.
    private static func lowercase(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): Unicode.Scalar(byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Unicode.Scalar(byte | 0x20)
        default: nil
        }
    }
}

/// Folded words of one record, each once.
struct FoldedWords {
    private var words: Set<String> = []

    mutating func add(_ text: some StringProtocol) {
        SearchWords.forEach(in: text) { words.insert($0) }
    }

    /// The words in ascending order, a line end before each and after the last; nothing for no words.
    ///
    /// So the beginning of a word is found by looking for a line end and those letters.
    var bytes: [UInt8] {
        guard !words.isEmpty else { return [] }
        var bytes = [SearchTerms.separator]
        for word in words.map({ Array($0.utf8) }).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            bytes += word
            bytes.append(SearchTerms.separator)
        }
        return bytes
    }
}

/// Where in folded words a word begins.
package enum SearchTerms {
    static let separator = UInt8(ascii: "\n")

    /// Whether one of the words begins so.
    static func contain(_ terms: [UInt8], beginning word: [UInt8]) -> Bool {
        guard terms.count > word.count else { return false }
        var place = 0
        let last = terms.count - word.count - 1
        while place <= last {
            if terms[place] == separator, begins(terms, place + 1, word) { return true }
            place += 1
        }
        return false
    }

    private static func begins(_ terms: [UInt8], _ start: Int, _ word: [UInt8]) -> Bool {
        for index in word.indices where terms[start + index] != word[index] { return false }
        return true
    }

    /// Whether these bytes are what ``FoldedWords/bytes`` gives: words in ascending order, each once.
    package static func areWellFormed(_ terms: [UInt8]) -> Bool {
        guard !terms.isEmpty else { return true }
        guard terms.first == separator, terms.last == separator, terms.count > 1 else { return false }
        let words = terms.dropFirst().dropLast().split(separator: separator, omittingEmptySubsequences: false)
        return words.allSatisfy { !$0.isEmpty }
            && zip(words, words.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
    }
}
