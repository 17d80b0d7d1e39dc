import Glibc

/// Taking away what an interrupted work left, where somebody else may have been meanwhile.
package enum FolderRemains {
    /// Removes a folder with what this program laid into it. What bears no name of ours stays, and with it the folder.
    ///
    /// Neither the folder nor one inside it is followed when it is a link: whoever may write beside it could else make
    /// this program remove another folder's files. What cannot be removed stays; a later work finds it again.
    ///
    /// - Parameters:
    ///   - isOurs: asked for each name in the folder.
    ///   - inner: folders in it, each with the same question.
    package static func remove(_ path: String, isOurs: (String) -> Bool, inner: [String: (String) -> Bool] = [:]) {
        guard let folder = try? HeldFolder(path, links: .refused) else { return }
        for (name, isOursInside) in inner {
            guard let inside = try? folder.folder(name) else { continue }
            empty(inside, isOursInside)
            try? folder.removeFolder(name)
        }
        empty(folder, isOurs)
        try? DurableFolder.removeEmpty(path)
    }

    private static func empty(_ folder: borrowing HeldFolder, _ isOurs: (String) -> Bool) {
        for name in (try? folder.names()) ?? [] where isOurs(name) { try? folder.remove(name) }
    }
}
