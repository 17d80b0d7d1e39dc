import AuditLog
import VaultCrypto

/// The statement of every act. Its seeds are the specimens of AuditLogTests, kept in the corpus by CorpusTests.
enum ProbedStatement: ProbedParser {
    static var seeds: [[UInt8]] { [PolicyStatement(policy: .standard).tuple.bytes] }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let label = TupleReader.label(of: bytes), let kind = kinds[label],
            let statement = try? kind.init(decoding: bytes)
        else { return .refused }
        return .canonical(statement.tuple.bytes, of: bytes)
    }

    private static let kinds = Dictionary(all.map { ($0.label, $0) }) { first, _ in first }

    private static let all: [any Statement.Type] = [
        AnswerStatement.self, AssignStatement.self, AttemptStatement.self, BackupDestroyedStatement.self,
        BackupStatement.self, CaseStatement.self, CaseStateStatement.self, ConfirmStatement.self,
        ConflictStatement.self, DraftStatement.self, EnrolStatement.self, EraseOrderStatement.self, EraseStatement.self,
        EraseStopStatement.self, ExportStatement.self, FileReadStatement.self, FileStatement.self,
        GateMoveStatement.self, GateRotateStatement.self, GateStatement.self, GenerationStatement.self,
        GenesisStatement.self, GrantStatement.self, HoldStatement.self, ImportStatement.self, ImportUndoStatement.self,
        IndexStatement.self, InviteStatement.self, KeyringStatement.self, KeysStatement.self, PassphraseStatement.self,
        PolicyStatement.self, ReadStatement.self, RecordStatement.self, RekeyStatement.self, RenewStatement.self,
        RequestStatement.self, RestoreStatement.self, ResumeStatement.self, RetireStatement.self, RoleStatement.self,
        RotateStatement.self, StateStatement.self, SuspendStatement.self, UploadStatement.self,
    ]
}
