import ArgumentParser
import Glibc
import Platform

/// A descriptor that a script has opened for us, as an option names it.
///
/// It is looked at while the command line is read, before this program opens anything: a number that is not open now
/// could later be the terminal, and its line would be taken for a passphrase.
struct DescriptorNumber: ExpressibleByArgument, Sendable {
    let number: Int32

    init?(argument: String) {
        guard let number = Int32(argument), number >= 0, fcntl(number, F_GETFD) != -1 else { return nil }
        self.number = number
    }

    /// - Throws: `.usage` for a terminal, which shows what is typed: whoever sits there is asked, with echo off.
    func checkNotTerminal(_ option: String) throws(Failure) {
        guard !Terminal.isTerminal(number) else { throw .usage(.terminalDescriptor(option)) }
    }
}
