/// Finds the cases in which each word of the term begins a word, among what the caller may read.
///
/// Case, diacritics and script make no difference. The intent is an entry before any index is opened; then one entry for
/// each case that is shown and one for the end, before this answers. Neither holds the term. Errors:
/// `invalid(.searchTerm)`, `notPermitted`, `damaged(.index)`.
public struct Search: Operation {
    /// One find.
    public struct Line: Codable, Sendable {
        /// The reference of the case.
        public let `case`: String
        /// The record with one of the words; nil for a case that was named by its reference.
        public let record: String?
        /// The compartment the record lies in.
        public let compartment: Compartment
        /// When that was written; milliseconds since 1970, UTC.
        public let created: UInt64
    }
    /// What was found.
    public struct Response: Codable, Sendable {
        /// The finds, case by case: the cases with the newest finds first, in each the records with most words first.
        public let lines: [Line]
        /// In how many cases there is something to find; more than are shown when the term is too wide.
        public let cases: Int
        /// How many of them are shown, at most ``Search/mostCases``.
        public let shown: Int
    }
    /// The most cases that are shown.
    public static let mostCases = 50
    /// Words of the term; those of fewer than three letters are passed over.
    public let term: String
    /// Why.
    public let purpose: Purpose
    /// A search for a term.
    public init(term: String, purpose: Purpose) { (self.term, self.purpose) = (term, purpose) }
}
