/// What is wrong with a file to be imported, with its map, or with one line of it. It holds no value of the file: line
/// numbers, and names of columns that the map has too: a file without a header has a client's name there.
enum ImportProblem: Error, Hashable, Sendable {
    case tooLarge
    case mapTooLarge
    case noRows
    case notEncoded
    case nul(line: Int)
    case openQuote(line: Int)
    case strayQuote(line: Int)
    case quoteAfterSpace(line: Int)
    case rowsInValue(line: Int)
    case width(line: Int, have: Int, need: Int)
    case tooManyColumns(limit: Int)
    case unnamedColumn(Int)
    case twoColumns(Int)
    case unmapped(Int)
    case noSuchColumn(String)
    case mapNotRead
    case mapKeyTwice
    case mapUnknownKey
    case mapValue(String)
    case fieldTwice(String)
    case noCase(line: Int)
    case reference(line: Int)
    case label(line: Int)
    case labelDiffers(line: Int)
    case date(line: Int, column: String)
    case dateAmbiguous(line: Int, column: String)
    case tooLong(line: Int)
    case refused(line: Int)
    case encodingUnclear
    case delimiterUnclear
}
