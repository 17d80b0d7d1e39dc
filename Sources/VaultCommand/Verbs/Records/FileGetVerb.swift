import ArgumentParser
import CaseVault
import Platform

/// `file get CASE/N -o OUT`: the bytes as they were received.
struct FileGetVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "get", .fileGet, usage: "file get CASE/N -o OUT --purpose P [--from BYTE] [--count N]",
            examples: [
                "file get K-7F3Q2M-X/4 -o verdict.pdf --purpose court",
                "file get K-7F3Q2M-X/4 -o - --purpose court --from 0 --count 512 | xxd",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.attachment.text, valueName: "FILE")) var reference: String

    @Option(
        name: [.customShort("o"), .customLong("output")], help: .init(OptionText.output.text, valueName: "OUT"),
        completion: .file())
    var output: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    @Option(help: .init(OptionText.fromByte.text, valueName: "BYTE")) var from: UInt64 = 0

    @Option(help: .init(OptionText.byteCount.text, valueName: "N")) var count: UInt64?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let file = try TypedArguments.record(reference)
        try FileOutput.check(output)
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        // A file holds the bytes as readably as a pipe hands them on; the log says so of both.
        let get = FileGet(file: file, from: from, count: count, purpose: purpose, showing: .piped)
        let line = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            do {
                let reading = try await vault.open(get, in: session)
                try await write(reading, call.output)
                return reading.line
            } catch { throw Failure(any: error) }
        }
        if output != "-", call.output.form == .json { try call.output.json(FileLineAnswer(line)) }
        call.output.note(NoteText.piped)
        return .done
    }

    private func write(_ reading: FileReading, _ output: Output) async throws {
        let place = try FileOutput(self.output)
        let progress = TransferProgress(output, total: reading.range.count)
        defer { progress.finish() }
        let done = ByteCount()
        do {
            try await reading.drain { bytes in
                try place.write(bytes)
                progress.show(done: done.add(bytes.count))
            }
        } catch is FileOutput.ReaderGone {
            return
        } catch {
            place.discard()
            throw error
        }
        try place.finish()
    }
}

/// `file view CASE/N`: text on the screen, and nowhere else.
struct FileViewVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "view", .fileView, usage: "file view CASE/N --purpose P", examples: ["file view K-7F3Q2M-X/4"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.attachment.text, valueName: "FILE")) var reference: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    private static let byteLimit = 4 << 20

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let file = try TypedArguments.record(reference)
        guard call.output.isOnTerminal else { throw .usage(.onlyAtTerminal("file view")) }
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        let get = FileGet(file: file, purpose: purpose, showing: .terminal)
        let (line, text) = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            do {
                let reading = try await vault.open(get, in: session)
                return (reading.line, try Self.text(of: reading))
            } catch { throw Failure(any: error) }
        }
        let heading = FileLineAnswer.columns(call.output).map { TextSanitizer.field($0.value(FileLineAnswer(line))) }
        let lines = [heading.joined(separator: "  "), ""] + TextSanitizer.lines(text)
        try ContentOutput(invocation: call).show(lines: lines)
        return .done
    }

    private static func text(of reading: FileReading) throws -> String {
        guard reading.range.count <= byteLimit else { throw Failure.usage(.notShowable) }
        var bytes: [UInt8] = []
        for chunk in reading.chunkRange { bytes += try reading.bytes(of: chunk) }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self)
        else { throw Failure.usage(.notShowable) }
        return text
    }
}
