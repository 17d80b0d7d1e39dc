import CaseVault
import Platform

/// How a command waits while another process has the vault.
enum VaultWait {
    /// As long as another command may take with this log. Says what it waits for, and ends when something is asked of the
    /// process, which nobody answers meanwhile.
    case patient
    /// Three seconds, in silence and whatever is pressed: something that she has typed is to be sealed, or keys are to be
    /// forgotten.
    case brief

    func lock(of directory: String, _ output: Output) -> LockWait {
        switch self {
        case .patient:
            .asLongAsACommand(of: directory) { left in
                if output.tellsPerson { output.note(NoteText.waitsForVault(seconds: Int(left.rounded(.up)))) }
            } goesOn: {
                Interruptions.asked == nil
            }
        case .brief: LockWait(seconds: 3)
        }
    }

    /// Of a waiting that was ended by a signal nobody else is to blame.
    func failure(_ error: any Error) -> Failure {
        if case .patient = self, case .busy? = error as? VaultError, Interruptions.asked != nil {
            return .input(.stopped)
        }
        return Failure(any: error)
    }
}
