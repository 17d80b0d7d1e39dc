import ArgumentParser
import CaseVault
import Platform

struct GateNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        .noun("gate", .gate, [GateStatusVerb.self, GateMoveVerb.self, GateRotateVerb.self])
    }
}

/// `gate status`: where the gate and its key lie, and who could take them. Needs no passphrase.
struct GateStatusVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("status", .gateStatus, usage: "gate status", examples: ["gate status", "gate status --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let report = try await call.withVaultToLook { (vault) async throws(Failure) -> GateReport in
            do throws(VaultError) { return try await vault.gateReport() } catch { throw .vault(error) }
        }
        if global.json {
            try call.output.json(GateAnswer(report))
            return .done
        }
        for line in GateLines(report, call.time).lines where line.isDue || !global.quiet {
            try call.output.line(line.text.text)
        }
        return .done
    }
}

/// `gate move PATH`.
struct GateMoveVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "move", .gateMove, usage: "gate move PATH",
            examples: ["gate move /media/office/STICK/gate", "gate move /srv/gate --gate /media/office/STICK/gate"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(GateText.newPlace.text, valueName: "PATH"), completion: .directory) var path: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let path = VaultLocation.absolute(path)
        guard VaultLocation.hasFolder(path) else { throw .usage(.noFolder) }
        let moved = try await call.perform(GateMoveTo(path: path))
        try call.output.one(moved, [Column(.gate) { $0.path }])
        let shown = TextSanitizer.field(moved.path)
        call.output.note(moved.withKey ? GateText.moved(path: shown) : .movedWithoutKey(path: shown))
        if moved.onVaultDisk { call.output.note(GateText.onVaultDisk) }
        return .done
    }
}

/// `gate rotate`.
struct GateRotateVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("rotate", .gateRotate, usage: "gate rotate", examples: ["gate rotate", "gate rotate --as mira"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let rotated = try await call.perform(GateRotate())
        try call.output.one(rotated, [Column(.key) { $0.key }, Column(.count, .end) { String($0.rows) }])
        call.output.note(GateText.rotated)
        call.output.note(GateText.rotatedWhy)
        return .done
    }
}
