/// Spans of time as the log counts them.
package enum Milliseconds {
    package static let hour: UInt64 = 60 * 60 * 1000
    package static let day = 24 * hour
}
