import AuditLog

/// Compares the `seq` column, by which lines are looked up, with the number inside each signed line.
///
/// The column is not signed. The chain proves the order in which the lines were read, not where a look-up finds them.
struct EntryNumbers {
    private var wrong: [ChainFinding] = []

    /// Takes the next line; of one that is no entry the verifier of the chain says what is wrong.
    mutating func take(_ number: UInt64, _ entry: AuditEntry?) {
        guard let entry, entry.seq != number else { return }
        if let last = wrong.indices.last, wrong[last].seqs.upperBound &+ 1 == entry.seq {
            wrong[last].seqs = wrong[last].seqs.lowerBound...entry.seq
        } else {
            wrong.append(ChainFinding(.outOfPlace, seqs: entry.seq...entry.seq))
        }
    }

    var findings: [CheckReport.Finding] { wrong.compactMap(CheckReport.Finding.init) }
}
