import CLinux
import Glibc

/// What every executable does before anything else.
package enum ProcessStart {
    /// Closes the process to onlookers: a crash prints no memory and leaves no core, files are private, and neither
    /// ptrace nor set-user-id programs get hold of it.
    ///
    /// Call it first in `main`. Crash signals get their default action (the Swift runtime's handler prints memory
    /// behind the registers), SIGPIPE and SIGXFSZ are ignored so that writes fail with an error, the umask is 077,
    /// RLIMIT_CORE is 0, PR_SET_DUMPABLE 0 and PR_SET_NO_NEW_PRIVS 1. A kernel that refuses one of them is not reported:
    /// the program is still fit to run.
    package static func harden() {
        casevault_reset_signals()
        _ = umask(0o077)
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = casevault_close_process()
    }

    /// The words of the command line, the program's own name first.
    ///
    /// Not `CommandLine.arguments`: it is empty when a library that was loaded before the program has set a variable.
    package static var words: [String] {
        var words: [String] = []
        while let word = unsafe casevault_word(Int32(words.count)) {
            words.append(unsafe String(cString: word))
        }
        return words
    }
}
