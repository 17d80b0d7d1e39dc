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
        return try await call.withVault { (vault) async throws(Failure) -> ExitStatus in
            let enrolment = Enrolment(call, vault, try login(call))
            guard codeDescriptor == nil else {
                let code = try call.prompt.code(codeDescriptor)
                return try await enrolment.redeem(code, newPassphrase: passphraseDescriptor)
            }
            return try await enrolment.askAndRedeem(newPassphrase: passphraseDescriptor)
        }
    }
}

extension EnrolVerb {
    private func login(_ call: Invocation) throws(Failure) -> String {
        if let named = login ?? global.login ?? call.environment[.login] { return named }
        return try call.prompt.required(.login, else: "LOGIN")
    }
}

/// A person's first minute with the vault: code, passphrase, six words.
struct Enrolment {
    private let call: Invocation
    private let vault: Vault
    private let login: String

    init(_ call: Invocation, _ vault: Vault, _ login: String) {
        (self.call, self.vault, self.login) = (call, vault, login)
    }

    /// With a code that is given: one try.
    func redeem(
        _ code: consuming EnrolmentCode, newPassphrase: DescriptorNumber?
    ) async throws(Failure) -> ExitStatus {
        let passphrase = try call.prompt.newPassphrase(newPassphrase, option: "--new-passphrase-fd")
        try await enrol(code, passphrase)
        return .done
    }

    /// At the terminal: a code that was typed wrong is asked for again; the passphrase only once.
    func askAndRedeem(newPassphrase: DescriptorNumber?) async throws(Failure) -> ExitStatus {
        var code = try call.prompt.code(nil)
        let passphrase = try call.prompt.newPassphrase(newPassphrase, option: "--new-passphrase-fd")
        for _ in 1...2 {
            do {
                try await enrol(code, passphrase.duplicate())
                return .done
            } catch .vault(.unlockRefused), .vault(.invalid(.code)) {
                try call.prompt.say(InvalidInputText(problem: .code).text, else: "--code-fd")
            }
            code = try call.prompt.code(nil)
        }
        try await enrol(code, passphrase)
        return .done
    }

    private func enrol(
        _ code: consuming EnrolmentCode, _ passphrase: consuming Passphrase
    ) async throws(Failure) {
        let enrolled: Enrolled
        do { enrolled = try await vault.enrol(login: login, code: code, passphrase: passphrase) } catch {
            throw .vault(error)
        }
        try show(enrolled)
    }

    private func show(_ enrolled: Enrolled) throws(Failure) {
        try call.output.one(
            enrolled,
            [
                Column(.login) { $0.login }, Column(.key) { $0.key },
                Column(.words) { $0.words.joined(separator: " ") },
            ])
        call.output.note(NoteText.readWordsAloud(login: login))
    }
}

/// A code that the program has just shown goes on to `enrol` without being typed.
enum HandedCode {
    /// Codes are read from descriptors only; this one goes through a pipe of its own.
    static func code(_ text: String) throws(Failure) -> EnrolmentCode {
        let pipe = Pipe()
        do {
            try pipe.fileHandleForWriting.write(contentsOf: Array(text.utf8))
            try pipe.fileHandleForWriting.close()
            return try EnrolmentCode.readLine(from: pipe.fileHandleForReading.fileDescriptor)
        } catch { throw .vault(.inputOutput) }
    }
}
