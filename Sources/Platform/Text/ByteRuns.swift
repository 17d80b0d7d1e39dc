import Glibc

extension Array<UInt8> {
    /// Whether these bytes stand at a place, in one comparison of the C library. Of what is no secret: it ends at the first
    /// byte that differs.
    package func holds(_ bytes: [UInt8], at place: Int) -> Bool {
        guard place >= 0, place <= count, bytes.count <= count - place else { return false }
        guard !bytes.isEmpty else { return true }
        return unsafe withUnsafeBytes { here in
            unsafe bytes.withUnsafeBytes { there in
                guard let start = here.baseAddress, let other = there.baseAddress else { return false }
                return unsafe memcmp(start + place, other, there.count) == 0
            }
        }
    }
}
