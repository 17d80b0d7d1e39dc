import AuditLog
import VaultCrypto

/// A stored revision of a record: everything its key is bound to.
struct RecordPlace: Hashable, Sendable {
    let generation: GenerationName
    let record: RecordID
    let revision: UInt64
}

/// A generation as it stands in tuples.
package struct GenerationName: Hashable, Sendable {
    let id: GenerationID
    let caseID: CaseID
    let compartment: CompartmentField
    let number: UInt32

    init(id: GenerationID, caseID: CaseID, compartment: CompartmentField, number: UInt32) {
        (self.id, self.caseID, self.compartment, self.number) = (id, caseID, compartment, number)
    }

    init(_ fold: GenerationFold) {
        self.init(id: fold.id, caseID: fold.caseID, compartment: fold.compartment, number: fold.number)
    }
}
