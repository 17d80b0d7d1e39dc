import Foundation
import Platform

/// A file on its way into the vault, read from several threads; whether it changed meanwhile can be asked.
final class SourceFile: Sendable {
    private let file: ReadableFile
    private let stamp: FileStamp
    let name: String

    var byteCount: Int { stamp.byteCount }

    /// A link that a person names is followed.
    ///
    /// - Throws: `.input` with `.notRegular` for folders, pipes and devices, `.notReadable`.
    init(_ path: String) throws(Failure) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        do throws(FileError) {
            let file = try ReadableFile(opening: path, links: .followed)
            stamp = try file.stamp()
            self.file = file
        } catch {
            throw .input(InputText(reading: error))
        }
    }

    /// Reads exactly these bytes into a buffer, from `place` on.
    func read(_ range: Range<Int>, into buffer: inout [UInt8], from place: Int) throws(Failure) {
        let count: Int
        do throws(FileError) {
            count = try file.read(at: range.lowerBound, count: range.count, into: &buffer, from: place)
        } catch { throw .input(InputText(reading: error)) }
        guard count == range.count else { throw .input(.fileChanged) }
    }

    /// - Throws: `.input(.fileChanged)` when somebody wrote into it since it was opened.
    func checkUnchanged() throws(Failure) {
        guard let now = try? file.stamp(), now == stamp else { throw .input(.fileChanged) }
    }
}
