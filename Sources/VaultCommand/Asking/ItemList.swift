import CaseVault
import Platform

/// `3,7-9,n1` as records of a case.
enum ItemList {
    /// Each once, however often it is named.
    ///
    /// - Throws: `.usage(.badItems)`; `.vault(.invalid(.tooManyItems))` before a long range is written out.
    static func parse(_ text: String, of reference: CaseReference) throws(Failure) -> [RecordReference] {
        var items: Set<RecordReference> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { String($0).trimmed }
            guard (1...2).contains(ends.count) else { throw .usage(.badItems) }
            let (first, last) = (try record(ends[0], of: reference), try record(ends[ends.count - 1], of: reference))
            guard first.isProcessNote == last.isProcessNote, first.number <= last.number
            else { throw .usage(.badItems) }
            guard last.number - first.number < CaseExport.itemLimit else { throw .vault(.invalid(.tooManyItems)) }
            let letter = first.isProcessNote ? "n" : ""
            for number in first.number...last.number {
                items.insert(try record("\(letter)\(number)", of: reference))
            }
            guard items.count <= CaseExport.itemLimit else { throw .vault(.invalid(.tooManyItems)) }
        }
        return Array(items)
    }

    private static func record(_ text: String, of reference: CaseReference) throws(Failure) -> RecordReference {
        guard !text.contains("/"), let record = try? RecordReference("\(reference)/\(text)")
        else { throw .usage(.badItems) }
        return record
    }
}
