import CaseVault

@testable import VaultCommand

/// The messages of the gate and of the policy, with an example for each value they hold.
extension Messages {
    /// Cases of what messages hold that none is said of.
    static let unsaid: [String: Set<String>] = ["GateReport.Readers": ["owner"]]

    private static let readers: [GateReport.Readers] = [.group, .everybody, .another]

    static let gate: [any Message] =
        [
            GateText.newPlace, .place("/a"), .keyPlace("/a"), .keyApart, .keySince("2026-11-21", rotated: false),
            .keySince("2026-11-21", rotated: true), .mirror("/a"), .noPaper, .moved(path: "/a"),
            .movedWithoutKey(path: "/a"), .onVaultDisk, .rotated, .rotatedWhy,
        ] + readers.map { GateText.readable("/a", $0) }

    static let gateOptions: [GateOption] = [.gateAt, .gateKey]

    static let gateElsewhere: [GateOptionText] = gateOptions.flatMap { [.missing($0), .keyWrong($0)] }

    static let policy: [any Message] =
        [
            PolicyText.compartment, .role, .rights, .custodians, .index, .erasureWait, .yes, .legend, .wait(days: 7),
            .standard, .since("2026-11-21"), .lapses(login: "mira", keys: 2), .waits(login: "mira", keys: 2),
            .nobodyAffected, .same, .done,
        ] + PolicyReport.Custodians.allCases.map { PolicyText.of($0) }
        + PolicyReport.Indexing.allCases.map { PolicyText.of($0) }
}
