package import AuditLog
import Platform
import VaultCrypto

/// One remembered head. Between checkpoints it is overwritten in its place, which its length nearly always allows; else,
/// and whenever it must be durable, it is written anew and renamed.
///
/// A write in place may be torn: half of the new bytes, then half of the old ones. Were that read as a head, its size would
/// stand with another's root, and a whole vault would look like another history. So the fourth line hashes the three
/// before it, and what does not fit is no head. A file of three lines is one of an earlier version.
package final class HeadFile {
    private static let checkByteCount = 16

    package static func contents(_ head: Checkpoint) -> [UInt8] {
        let body = head.body
        return body + check(body[...]) + [UInt8(ascii: "\n")]
    }

    package static func head(_ contents: [UInt8]) -> Checkpoint? {
        if let head = Checkpoint(body: contents[...]) { return head }
        let body = contents.dropLast(checkByteCount + 1)
        guard contents.last == UInt8(ascii: "\n"), contents.dropFirst(body.count).dropLast().elementsEqual(check(body))
        else { return nil }
        return Checkpoint(body: body)
    }

    private static func check(_ body: ArraySlice<UInt8>) -> [UInt8] {
        Array(SHA256Hash.hash(Array(body)).hex.utf8.prefix(checkByteCount))
    }

    private let path: String
    private var file: SectorFile?

    init(path: String) {
        self.path = path
        file = nil
    }

    // A head that cannot be written is a head not remembered: the next opening compares with an older one.
    func write(_ body: [UInt8], _ durability: Durability) {
        if durability == .eventual, (try? file?.overwrite(body)) == true { return }
        file = nil
        try? DurableFile.replace(path, contents: body, durability: durability)
        if let opened = try? SectorFile(opening: path) { file = consume opened }
    }
}
