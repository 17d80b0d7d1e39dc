import CaseVault
import Platform

/// `gate status` for programs.
struct GateAnswer: Encodable {
    let path: String
    let key: String
    let inVault: Bool
    let onVaultDisk: Bool
    let keyWithGate: Bool
    let keyReaders: GateReport.Readers
    let gateReaders: GateReport.Readers
    let keySince: String
    let keyRotated: Bool
    let paper: String?
    let copy: LastBackupAnswer
    let mirror: String?

    init(_ report: GateReport) {
        (path, key, mirror) = (report.path, report.key, report.mirror)
        (inVault, onVaultDisk, keyWithGate) = (report.inVault, report.onVaultDisk, report.keyWithGate)
        (keyReaders, gateReaders) = (report.keyReaders, report.gateReaders)
        (keySince, keyRotated) = (MachineTime.text(report.keySince), report.keyRotated)
        (paper, copy) = (report.paper.map(MachineTime.text), LastBackupAnswer(report.copy))
    }
}

/// The lines of `gate status`: how it is, then what is due with its command.
struct GateLines {
    struct Line {
        let text: any Message
        let isDue: Bool
    }

    let report: GateReport
    let time: LocalTime

    init(_ report: GateReport, _ time: LocalTime) { (self.report, self.time) = (report, time) }

    var lines: [Line] {
        standing.map { Line(text: $0, isDue: false) } + due.map { Line(text: $0, isDue: true) }
    }

    private var standing: [any Message] {
        let path = TextSanitizer.field(report.path)
        var lines: [any Message] = [
            GateText.place(path), GateText.keyPlace(TextSanitizer.field(report.key)),
            GateText.keySince(time.text(report.keySince, .day), rotated: report.keyRotated),
            GateText.noPaper,
        ]
        if !report.onVaultDisk { lines.append(StatusText.gateApart) }
        if !report.keyWithGate { lines.append(GateText.keyApart) }
        if let mirror = report.mirror { lines.append(GateText.mirror(TextSanitizer.field(mirror))) }
        if let last = report.copy.time, !report.copy.isVoid {
            lines.append(BackupText.last(kind: .gate, time: time.text(last), since: report.copy.entriesSince))
        }
        return lines
    }

    private var due: [any Message] {
        var lines: [any Message] = []
        if report.inVault {
            lines.append(StatusText.gateHere)
        } else if report.onVaultDisk {
            lines.append(StatusText.gateOnSameDisk)
        }
        if report.keyReaders != .owner {
            lines.append(GateText.readable(TextSanitizer.field(report.key), report.keyReaders))
        }
        if report.gateReaders != .owner {
            lines.append(GateText.readable(TextSanitizer.field(report.path + "/gate.db"), report.gateReaders))
        }
        if report.copy.isVoid { lines.append(BackupText.void) }
        if report.copy.time == nil { lines.append(BackupText.none(.gate)) }
        return lines
    }
}
