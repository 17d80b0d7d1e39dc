internal import Platform
internal import VaultCrypto

// Secrets as people type them, straight into locked memory.
extension SecretBuffer {
    static func line(from descriptor: Int32, limit: Int) throws(VaultError) -> SecretBuffer {
        guard let line = try answer(from: descriptor, limit: limit) else { throw .inputOutput }
        return line
    }

    /// Nil when the input is over.
    static func answer(from descriptor: Int32, limit: Int) throws(VaultError) -> SecretBuffer? {
        do { return try SecretBuffer.readLine(from: descriptor, limit: limit) { isAwaited(descriptor) } } catch {
            switch error {
            case .ended: return nil
            case .tooLong: throw .invalid(.passphraseNotText)
            case .stopped: throw .stopped
            case .empty, .io: throw .inputOutput
            }
        }
    }

    /// A descriptor that cannot be waited for is read, and that says what is wrong with it.
    private static func isAwaited(_ descriptor: Int32) -> Bool {
        do throws(TerminalError) {
            try Terminal.waitForInput(of: descriptor)
            return true
        } catch {
            if case .interrupted = error { return false }
            return true
        }
    }
}
