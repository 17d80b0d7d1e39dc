import ArgumentParser

/// The whole command line.
struct CaseVaultCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "casevault", abstract: VerbText.casevault.text, usage: "casevault \(HelpText.command.text)",
            version: "casevault \(ProductVersion.text)",
            subcommands: [
                InitVerb.self, UseVerb.self, StatusVerb.self, InboxVerb.self, ApproveVerb.self, RefuseVerb.self,
                StaffNoun.self, EnrolVerb.self, PassphraseVerb.self, CaseNoun.self, ConflictNoun.self, HoldNoun.self,
                RecordNoun.self,
                FileNoun.self, ImportNoun.self, RotateVerb.self, RekeyVerb.self, SearchVerb.self, ExportVerb.self,
                CheckVerb.self,
                AuditNoun.self,
                BackupNoun.self,
                RestoreVerb.self, GateNoun.self, PolicyNoun.self, LockVerb.self,
            ])
    }

    @OptionGroup(title: OptionText.globalTitle.text)
    var global: GlobalOptions

    @Option(help: .init(OptionText.lockAfter.text, valueName: "MINUTES"))
    var lockAfter: Int?

    /// - Throws: `.usage(.lockAfter)` outside 1 to 60.
    func idleLimit() throws(Failure) -> IdleLimit {
        guard let lockAfter else { return .standard }
        guard let limit = IdleLimit(minutes: lockAfter) else { throw .usage(.lockAfter) }
        return limit
    }
}

struct StaffNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        .noun(
            "staff", .staff,
            [
                StaffAddVerb.self, StaffListVerb.self, StaffShowVerb.self, StaffConfirmVerb.self,
                StaffSuspendVerb.self, StaffResumeVerb.self, StaffRoleVerb.self, StaffRenewVerb.self,
            ])
    }
}

struct CaseNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        .noun(
            "case", .cases,
            [
                CaseNewVerb.self, CaseListVerb.self, CaseShowVerb.self, CaseAssignVerb.self, CaseUnassignVerb.self,
                CaseCloseVerb.self, CaseReopenVerb.self, CaseReadVerb.self, CaseEraseVerb.self,
            ])
    }
}

struct ConflictNoun: ParsableCommand {
    static var configuration: CommandConfiguration { .noun("conflict", .conflict, [ConflictDeclareVerb.self]) }
}

struct HoldNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        .noun("hold", .hold, [HoldSetVerb.self, HoldLiftVerb.self, HoldListVerb.self])
    }
}

struct RecordNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        .noun(
            "record", .record,
            [
                RecordAddVerb.self, RecordListVerb.self, RecordShowVerb.self, RecordEditVerb.self,
                RecordHistoryVerb.self, RecordDraftsVerb.self, RecordResumeVerb.self, RecordDiscardVerb.self,
                RecordPrintVerb.self, RecordEraseVerb.self,
            ])
    }
}

struct AuditNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        .noun("audit", .audit, [AuditShowVerb.self, AuditVerifyVerb.self])
    }
}

/// The program's version, as `--version` and `status` say it.
enum ProductVersion {
    static let text = "0.1.0"
}
