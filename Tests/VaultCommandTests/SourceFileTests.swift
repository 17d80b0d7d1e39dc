import Foundation
import Glibc
import Testing

@testable import VaultCommand

/// Guards `file add` from what is no whole file: a pipe that would be waited for, and a file that somebody else writes.
@Suite(.timeLimit(.minutes(10))) struct SourceFileTests {
    @Test func aPipeIsRefusedAndNotWaitedFor() throws {
        try withPlace { place in
            let maker = Process()
            maker.executableURL = URL(fileURLWithPath: "/usr/bin/mkfifo")
            maker.arguments = [place]
            try maker.run()
            maker.waitUntilExit()
            #expect(refusal { _ = try SourceFile(place) } == "notRegular")
            try FileManager.default.createSymbolicLink(atPath: place + ".link", withDestinationPath: place)
            #expect(refusal { _ = try SourceFile(place + ".link") } == "notRegular")
        }
    }

    @Test func whatIsNoFileIsRefused() throws {
        try withPlace { place in
            #expect(refusal { _ = try SourceFile("/dev/zero") } == "notRegular")
            #expect(refusal { _ = try SourceFile("/") } == "notRegular")
            #expect(refusal { _ = try SourceFile(place) } == "notReadable")
            try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: place)
            #expect(refusal { _ = try SourceFile(place) } == "notReadable")
        }
    }

    /// Root reads everything.
    @Test(.enabled(if: getuid() != 0, "root reads every file")) func aFileWithoutRightsIsRefused() throws {
        try withPlace { place in
            try write("nalaz", to: place)
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: place)
            #expect(refusal { _ = try SourceFile(place) } == "notReadable")
        }
    }

    /// Reading where this process has no memory fails as a disk does that is failing: the vault's own is not meant.
    @Test func aDiskThatFailsIsTheFiles() throws {
        let source = try SourceFile("/proc/self/mem")
        var buffer = [UInt8](repeating: 0, count: 8)
        #expect(refusal { try source.read(0..<8, into: &buffer, from: 0) } == "sourceDisk")
    }

    @Test func aFileThatGrowsIsNoticedAtTheEnd() throws {
        try withPlace { place in
            try write("prvi deo", to: place)
            let source = try SourceFile(place)
            var buffer = [UInt8](repeating: 0, count: 16)
            try source.read(0..<source.byteCount, into: &buffer, from: 0)
            try source.checkUnchanged()
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: place))
            try file.seekToEnd()
            try file.write(contentsOf: Data("drugi deo".utf8))
            try file.close()
            #expect(refusal { try source.checkUnchanged() } == "fileChanged")
            // What it had when it was opened is all that is read.
            #expect(source.byteCount == 8)
        }
    }

    @Test func aFileThatShrinksIsNoticedAtOnce() throws {
        try withPlace { place in
            try write("prvi i drugi deo", to: place)
            let source = try SourceFile(place)
            try write("prvi", to: place, truncating: true)
            var buffer = [UInt8](repeating: 0, count: 16)
            #expect(refusal { try source.read(0..<16, into: &buffer, from: 0) } == "fileChanged")
            #expect(refusal { try source.checkUnchanged() } == "fileChanged")
        }
    }

    /// Another file of the same name and size, put in its place.
    @Test func aFileThatIsReplacedIsReadAsItWas() throws {
        try withPlace { place in
            try write("original", to: place)
            let source = try SourceFile(place)
            try write("podmetnu", to: place + ".new")
            try FileManager.default.removeItem(atPath: place)
            try FileManager.default.moveItem(atPath: place + ".new", toPath: place)
            var buffer = [UInt8](repeating: 0, count: 8)
            try source.read(0..<8, into: &buffer, from: 0)
            #expect(buffer == Array("original".utf8))
        }
    }

    // MARK: -

    private func withPlace(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "casevault-source-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder + "/source")
    }

    private func write(_ text: String, to place: String, truncating: Bool = false) throws {
        guard truncating else {
            try Data(text.utf8).write(to: URL(fileURLWithPath: place))
            return
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: place))
        try file.truncate(atOffset: UInt64(text.utf8.count))
        try file.close()
    }

    /// What was wrong with the input; nil when nothing was.
    private func refusal(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch Failure.input(let text) {
            return "\(text)"
        } catch {
            return "\(error)"
        }
    }
}
