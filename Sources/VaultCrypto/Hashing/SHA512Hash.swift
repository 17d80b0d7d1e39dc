/// SHA-512 (FIPS 180-4), where RFC 9497 asks for it: the seed of a composite proof.
package enum SHA512Hash {
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe withNewBytes(count: 64) { output in
            unsafe SHA512Stream.run(into: UnsafeMutableRawBufferPointer(start: output, count: 64)) { $0.update(bytes) }
        }
    }
}
