extension Words {
    // A stand-in until the list of Serbian nouns is there: w0000 to w1023.
    static let wordList: [String] = (0..<1_024).map { number in
        let digits = String(number)
        return "w" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
