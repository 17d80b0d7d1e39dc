/// `T(label, secret, rest…)` with a gap where the secret belongs.
///
/// The secret is hashed from locked memory between the parts and never joins them in an array.
struct SecretFirstTuple {
    let bytes: [UInt8]
    let headByteCount: Int

    init<each Field: TupleField>(_ label: Label, _ rest: repeat each Field) {
        var encoder = TupleEncoder(label)
        encoder.appendLength(ofStreamedField: Secret.byteCount)
        headByteCount = encoder.bytes.count
        repeat encoder.append(each rest)
        bytes = encoder.finish()
    }

    /// Hands the three parts to `update` in order.
    func visit(_ secret: borrowing Secret, _ update: (UnsafeRawBufferPointer) -> Void) {
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe update(UnsafeRawBufferPointer(rebasing: bytes[..<headByteCount]))
            unsafe secret.withUnsafeBytes { unsafe update($0) }
            unsafe update(UnsafeRawBufferPointer(rebasing: bytes[headByteCount...]))
        }
    }
}
