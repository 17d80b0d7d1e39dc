import CSodium

/// libsodium, started once for the whole process.
///
/// Using libsodium before `sodium_init` crashes (its guarded allocator does not know the page size yet) or silently
/// picks the slow portable code, so every file of this module that calls into it asks for ``require()`` first.
enum Sodium {
    /// Whether `sodium_init` succeeded; the first reading runs it, and Swift runs it once only.
    private static let isReady: Bool = sodium_init() >= 0

    /// Returns when libsodium is ready and ends the process otherwise: without it nothing can be sealed or opened.
    static func require() {
        precondition(isReady, "libsodium did not start")
    }
}
