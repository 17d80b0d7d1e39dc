extension Policy {
    /// How long a case stays closed after its erasure was ordered, in milliseconds: seven days.
    package var erasureWait: UInt64 { 7 * 24 * 60 * 60 * 1000 }
}
