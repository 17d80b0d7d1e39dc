import Foundation
import Glibc
import Synchronization

/// The folders of the test vaults that there are.
///
/// A house that suites share is held by a static, and nothing ever lets go of that: what still stands when the process
/// ends is removed then.
enum TestFolders {
    private static let standing: Mutex<Set<String>> = {
        atexit { TestFolders.removeAll() }
        return Mutex([])
    }()

    /// A place for a folder of its own; nothing is there yet.
    static func next() -> String {
        let path = NSTemporaryDirectory() + "casevault-test-" + UUID().uuidString
        standing.withLock { _ = $0.insert(path) }
        return path
    }

    static func remove(_ path: String) {
        standing.withLock { _ = $0.remove(path) }
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func removeAll() {
        for path in standing.withLock({ $0 }) { remove(path) }
    }
}
