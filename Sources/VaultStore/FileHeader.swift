import Foundation

/// The first 100 bytes of an SQLite file, read before SQLite sees it, so that a foreign or newer file is not touched.
///
/// Source: sqlite.org/fileformat.html, "The Database Header".
package struct FileHeader {
    package let pageSize: Int
    package let userVersion: Int
    package let applicationID: Int32

    private static let byteCount = 100
    private static let magic = Array("SQLite format 3\u{0}".utf8)

    /// - Throws: `.cannotOpen` when there is no regular, readable file; `.notAVault` when it does not begin as SQLite's
    ///   files do; `.damaged` when it begins so and ends within the header.
    package init(path: String) throws(StoreError) {
        let bytes = try Self.read(path)
        guard bytes.count >= Self.magic.count, bytes.prefix(Self.magic.count).elementsEqual(Self.magic) else {
            throw .notAVault
        }
        guard bytes.count == Self.byteCount else { throw .damaged }
        let size = Int(bytes[16]) << 8 | Int(bytes[17])
        pageSize = size == 1 ? 65536 : size
        userVersion = Int(Self.number(bytes, at: 60))
        applicationID = Self.number(bytes, at: 68)
    }

    /// A symbolic link is refused here; whoever may write the folder can still put one there afterwards.
    private static func read(_ path: String) throws(StoreError) -> [UInt8] {
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else { throw StoreError.cannotOpen }
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { file.closeFile() }
            return [UInt8](try file.read(upToCount: byteCount) ?? Data())
        } catch {
            throw .cannotOpen
        }
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> Int32 {
        Int32(bitPattern: bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) })
    }
}
