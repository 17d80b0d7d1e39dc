import Platform

/// Names in `files/`: the file id in hex.
enum AttachmentName {
    static func isValid(_ name: String) -> Bool {
        name.utf8.count == 32 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The attachments in a folder, none when it is not there.
    static func all(in folder: String) throws(VaultError) -> [String] {
        do throws(FileError) { return try DurableFolder.names(in: folder).filter(isValid) } catch .missing {
            return []
        } catch {
            throw VaultError(error)
        }
    }
}
