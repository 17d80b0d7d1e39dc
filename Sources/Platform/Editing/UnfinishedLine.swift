import Glibc

extension Terminal {
    /// What was typed and not ended with Enter: the kernel keeps a line for its editing keys until then.
    ///
    /// From here on the terminal hands over every key as it comes; whoever set its mode puts it back. Nothing where the
    /// window is gone.
    func takeUnfinishedLine() -> [UInt8] {
        var modes = termios()
        guard unsafe tcgetattr(descriptor, &modes) == 0 else { return [] }
        modes.c_lflag &= ~tcflag_t(ICANON)
        unsafe withUnsafeMutableBytes(of: &modes.c_cc) { keys in
            unsafe keys[Int(VMIN)] = 0
            unsafe keys[Int(VTIME)] = 0
        }
        // TCSANOW: the others throw away what is to be read (termios(3)); leaving ICANON makes it readable.
        guard unsafe tcsetattr(descriptor, TCSANOW, &modes) == 0 else { return [] }
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        // The kernel holds no more than one such line.
        while line.count < chunk.count, hasInput {
            let count = unsafe read(descriptor, &chunk, chunk.count)
            guard count > 0 else { break }
            line += chunk[..<count]
        }
        return line
    }
}
