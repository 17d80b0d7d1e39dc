/// A ``Secret`` that a dictionary or an array can hold, shared by reference and wiped with its last reference.
package final class HeldSecret: Sendable {
    private let secret: Secret

    package init(_ secret: consuming Secret) {
        self.secret = secret
    }

    /// Lends the secret for the length of `body`.
    package func withSecret<R: ~Copyable, E: Error>(_ body: (borrowing Secret) throws(E) -> R) throws(E) -> R {
        try body(secret)
    }
}
