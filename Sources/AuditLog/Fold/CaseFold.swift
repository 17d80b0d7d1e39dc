package import VaultCrypto

/// A case as the log knows it.
package struct CaseFold: Hashable, Sendable {
    package let id: CaseID
    /// The six symbols of the reference.
    package let reference: String
    package let lead: PersonID
    package let maker: PersonID
    /// Who is assigned, and by which entry.
    package var members: [PersonID: UInt64]
    package var closed: Bool
    /// The newest generation of each compartment.
    package var newest: [CompartmentField: GenerationID]
    /// All generations, oldest first.
    package var generations: [GenerationID]
    /// Whether it was opened with a label, the first record of `identity`.
    package let hasLabel: Bool
    /// Record number 0.
    package let header: RecordID
    /// Record number 1, if it is the label.
    package var label: RecordID?
    /// The number of the next record, process notes aside: one more than the largest.
    package internal(set) var nextNumber: UInt32
    /// How many records each compartment has, process notes aside.
    package internal(set) var counts: [CompartmentCode: UInt64]
    /// How many of these are erased. The sealed header counts them until it is written again: whoever erases need not be
    /// able to open it.
    package internal(set) var gone: [CompartmentCode: UInt64] = [:]
    /// The generation whose index began with the label; it is made right after the case.
    var labelIndex: GenerationID?

    /// How many records there are in a compartment, process notes aside.
    package func count(in compartment: CompartmentCode) -> UInt64 {
        let all = counts[compartment] ?? 0
        return all - min(gone[compartment] ?? 0, all)
    }
}
