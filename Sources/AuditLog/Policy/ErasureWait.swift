extension Policy {
    /// How long a case can stay closed after its erasure was ordered, in days.
    package static let erasureDays: ClosedRange<UInt8> = 0...30

    /// How long a case stays closed after its erasure was ordered, in milliseconds.
    package var erasureWait: UInt64 { UInt64(erasureDays) * Milliseconds.day }
}
