import CaseVault

/// `rotate` for programs: one object a case.
struct RotatedAnswer: Encodable {
    let `case`: String
    let rotated: [String]
    let due: [String]

    init(_ response: Rotate.Response) {
        self.case = response.case
        rotated = response.rotated.map(\.description)
        due = response.due.map(\.description)
    }
}

/// `rekey` for programs: one object a case.
struct RekeyedAnswer: Encodable {
    let `case`: String
    private(set) var resealed = 0
    private(set) var deleted = 0
    private(set) var others: [String] = []

    init(case reference: String) { self.case = reference }

    mutating func take(_ step: RekeyStep.Response) {
        resealed += step.resealed
        deleted += step.deleted
        others = step.others.map(\.description)
    }
}
