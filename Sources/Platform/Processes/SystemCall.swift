import Glibc

/// Calls that are repeated when a signal interrupts them.
enum SystemCall {
    @discardableResult
    static func run(_ call: () -> Int32) throws(FileError) -> Int32 {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw .current }
        }
    }

    static func count(_ call: () -> Int) throws(FileError) -> Int {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw .current }
        }
    }
}
