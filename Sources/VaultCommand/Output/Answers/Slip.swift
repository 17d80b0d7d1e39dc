import CaseVault
import Platform

/// The slip of an invited person: her one-time code, until when it is good, and six words of the log's head.
struct Slip: Encodable {
    let login: String
    let code: String
    let expires: String
    let words: [String]
    /// For people; not part of the answer.
    private let expiresMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case login, code, expires, words }

    init(_ response: StaffAdd.Response) {
        (login, code, words) = (response.login, response.code, response.words)
        expires = MachineTime.text(response.expires)
        expiresMilliseconds = response.expires
    }

    func show(_ output: Output) throws(Failure) {
        output.note(NoteText.slip(login: login))
        try output.one(
            self,
            [
                Column(.login) { $0.login }, Column(.code) { $0.code },
                Column(.expires) { output.time.text($0.expiresMilliseconds) },
                Column(.words) { $0.words.joined(separator: " ") },
            ])
    }
}
