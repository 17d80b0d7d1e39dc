import ArgumentParser
import CaseVault
import Foundation
import Platform

/// `enrol [LOGIN]`: the new person redeems her code.
struct EnrolVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "enrol", .enrol, usage: "enrol [LOGIN] [--code-fd N] [--new-passphrase-fd N]",
            examples: ["enrol jelena", "enrol jelena --code-fd 3 --new-passphrase-fd 4"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.newPerson.text, valueName: "LOGIN")) var login: String?

    @Option(name: .customLong("code-fd"), help: .init(OptionText.codeDescriptor.text, valueName: "N"))
    var codeDescriptor: DescriptorNumber?

    @Option(
        name: .customLong("new-passphrase-fd"), help: .init(OptionText.newPassphraseDescriptor.text, valueName: "N"))
    var newPassphraseDescriptor: DescriptorNumber?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let passphraseDescriptor = newPassphraseDescriptor ?? global.passphraseDescriptor
        if codeDescriptor == nil { _ = try call.prompt.terminal(else: "--code-fd") }
        if passphraseDescriptor == nil { _ = try call.prompt.terminal(else: "--new-passphrase-fd") }
        // Whether the vault and its gate are here is told before she types anything.
        try await call.withVault { (_) async throws(Failure) in }
        let login = try login(call)
        let enrolment = Enrolment(call, login)
        let code =
            if let codeDescriptor { PendingCode(try call.prompt.code(codeDescriptor)) } else {
                try await typedCode(enrolment, call)
            }
        let passphrase = PassphraseHolder(
            try call.prompt.newPassphrase(passphraseDescriptor, option: "--new-passphrase-fd"))
        try await enrolment.enrol(code, passphrase)
        return .done
    }

    /// Asked for until it is good, before she chooses a passphrase.
    private func typedCode(_ enrolment: Enrolment, _ call: Invocation) async throws(Failure) -> PendingCode {
        for _ in 1..<Self.tries {
            let code = PendingCode(try call.prompt.code(nil))
            do {
                try await enrolment.check(code)
                return code
            } catch .codeRefused {
                try call.prompt.say(VaultErrorText.codeRefused.text, else: "--code-fd")
            }
        }
        return PendingCode(try call.prompt.code(nil))
    }

    /// At the terminal; the vault itself counts to five.
    private static let tries = 3

    private func login(_ call: Invocation) throws(Failure) -> String {
        if let named = login ?? global.login ?? call.environment[.login] { return named }
        return try call.prompt.required(.login, else: "LOGIN")
    }
}

/// Redeeming a code, and the six words that come of it.
struct Enrolment {
    private let call: Invocation
    private let login: String

    init(_ call: Invocation, _ login: String) { (self.call, self.login) = (call, login) }

    /// Tries the code without spending it.
    ///
    /// - Throws: `.codeRefused`, which the vault counts.
    func check(_ code: PendingCode) async throws(Failure) {
        try await call.withVault { (vault) async throws(Failure) in
            guard let code = code.duplicate() else { throw .input(.stopped) }
            do throws(VaultError) { try await vault.checkCode(code, login: login) } catch .unlockRefused {
                throw .codeRefused
            } catch { throw .vault(error) }
        }
    }

    func enrol(_ code: PendingCode, _ passphrase: PassphraseHolder) async throws(Failure) {
        let enrolled = try await call.withVault { (vault) async throws(Failure) -> Enrolled in
            guard let code = code.take(), let passphrase = passphrase.take() else { throw .input(.stopped) }
            do throws(VaultError) {
                return try await vault.enrol(login: login, code: code, passphrase: passphrase)
            } catch .unlockRefused { throw .codeRefused } catch { throw .vault(error) }
        }
        try call.output.one(
            enrolled,
            [
                Column(.login) { $0.login }, Column(.key) { $0.key },
                Column(.words) { $0.words.joined(separator: " ") },
            ])
        call.output.note(NoteText.readWordsAloud(login: login))
    }
}

/// A code on its way into the vault: a closure cannot carry a move-only value, an object can.
final class PendingCode {
    private var code: EnrolmentCode?

    init(_ code: consuming EnrolmentCode) { self.code = consume code }

    /// The code, once.
    func take() -> EnrolmentCode? { code.take() }

    /// A second holding, or nil when it was taken.
    func duplicate() -> EnrolmentCode? {
        switch code {
        case .some(let code): code.duplicate()
        case nil: nil
        }
    }
}

/// A code that the program has just shown goes on to `enrol` without being typed.
enum HandedCode {
    /// Codes are read from descriptors only; this one goes through a pipe of its own.
    static func code(_ text: String) throws(Failure) -> PendingCode {
        let pipe = Pipe()
        do {
            try pipe.fileHandleForWriting.write(contentsOf: Array(text.utf8))
            try pipe.fileHandleForWriting.close()
            return PendingCode(try EnrolmentCode.readLine(from: pipe.fileHandleForReading.fileDescriptor))
        } catch { throw .vault(.inputOutput) }
    }
}
