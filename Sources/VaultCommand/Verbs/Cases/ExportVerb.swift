import ArgumentParser
import CaseVault
import Platform

/// `export CASE`: what somebody outside asked for, and nothing else, in a folder of its own.
struct ExportVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "export", .export,
            usage: "export CASE --items 3,7-9 | --all-of C [--for TEXT | --for-fd N] --purpose P --to DIR",
            examples: [
                "export K-7F3Q2M-X --items 3,7-9 --for \"Osnovni sud u Kragujevcu\" --purpose court --to /media/office/COURT",
                "export K-7F3Q2M-X --all-of legal --purpose access-request --to copy",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Option(help: .init(ExportText.items.text, valueName: "NUMBERS")) var items: String?

    @Option(help: .init(ExportText.allOf.text, valueName: "C"), completion: .compartments) var allOf: String?

    @Option(name: .customLong("for"), help: .init(ExportText.recipient.text, valueName: "TEXT")) var recipient: String?

    @Option(name: .customLong("for-fd"), help: .init(ExportText.recipientDescriptor.text, valueName: "N"))
    var recipientDescriptor: DescriptorNumber?

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    @Option(name: .customLong("to"), help: .init(ExportText.directory.text, valueName: "DIR"), completion: .directory)
    var directory: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let items = try wanted(of: reference, call)
        guard recipient == nil || recipientDescriptor == nil else { throw .usage(.notTogether("--for", "--for-fd")) }
        do throws(VaultError) { try ExportFolder.check(directory) } catch { throw .vault(error) }
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        // With both on the same descriptor the passphrase is the first line.
        let early = recipientDescriptor == nil ? try forWhom(call) : nil
        let answer = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            let recipient = if let early { early } else { try forWhom(call) }
            let export = CaseExport(case: reference, items: items, recipient: recipient, purpose: purpose)
            do { return try await write(export, from: vault, in: session, call.output) } catch {
                throw Failure(any: error)
            }
        }
        switch call.output.form {
        case .json: try call.output.json(answer)
        case .plain, .table, .lines: try call.output.line(ExportText.done(items: answer.items).text)
        }
        call.output.note(ExportText.noLongerProtected)
        return .done
    }

    private func wanted(of reference: CaseReference, _ call: Invocation) throws(Failure) -> CaseExport.Items {
        switch (items, try call.compartment(allOf)) {
        case (let items?, nil): .these(try ItemList.parse(items, of: reference))
        case (nil, let compartment?): .all(of: compartment)
        default: throw .usage(.whichItems)
        }
    }

    private func forWhom(_ call: Invocation) throws(Failure) -> String {
        if let recipient { return recipient.trimmed }
        if let recipientDescriptor {
            return try DescriptorLine.read(recipientDescriptor, option: "--for-fd") ?? ""
        }
        return try call.prompt.required(.recipient, else: "--for", trace: .erased)
    }

    /// Makes the folder first: what is wrong with the disk is known before anything is opened.
    private func write(
        _ export: CaseExport, from vault: Vault, in session: Session, _ output: Output
    ) async throws -> ExportAnswer {
        let folder = try ExportFolder(at: directory)
        let reading = try await vault.open(export, in: session)
        let hashes = try await write(reading, to: folder, output)
        let written = WrittenExport(
            reading: reading, reference: export.case, recipient: export.recipient, purpose: export.purpose,
            login: session.login, hashes: hashes)
        let sheet = CoverSheet(written, output.time)
        try folder.write(Array(sheet.text.utf8), as: "COVER.txt")
        try folder.write(Array(sheet.page.utf8), as: "COVER.html")
        try folder.write(Array(written.index.utf8), as: "INDEX.csv")
        let manifest = try folder.finish(comments: written.comments)
        return ExportAnswer(
            case: export.case.description, items: reading.items.count, bytes: written.byteCount, to: directory,
            manifest: manifest)
    }

    /// Writes the items.
    ///
    /// - Returns: the SHA-256 of each, in hex.
    private func write(_ reading: ExportReading, to folder: ExportFolder, _ output: Output) async throws -> [String] {
        let total = reading.items.reduce(0) { $0 + Int(clamping: $1.line.bytes) }
        let progress = TransferProgress(output, total: total)
        defer { progress.finish() }
        let done = ByteCount()
        var hashes: [String] = []
        for item in reading.items {
            switch item.content {
            case .text(let text): hashes.append(try folder.write(text.array, as: item.line.file))
            case .file(let file):
                hashes.append(
                    try await folder.write(file, as: item.line.file) { progress.show(done: done.add($0)) })
            }
        }
        return hashes
    }
}
