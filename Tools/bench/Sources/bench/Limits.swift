import BenchLimits

/// What C gets out of the same libraries; each call measures once.
enum Limits {
    /// Microseconds.
    static func microseconds(_ what: String, _ nanoseconds: Double) throws -> Double {
        guard nanoseconds >= 0 else { throw BenchError.limit(what) }
        return nanoseconds / 1_000
    }

    static func recordOpen() throws -> Double { try microseconds("read and open", bench_rows_open(5_000)) }
    static func seal() throws -> Double { try microseconds("seal", bench_seal(2_000)) }
    /// Milliseconds to open so many labels and look through them.
    static func search(_ labels: Int) throws -> Double {
        try microseconds("search", bench_search(Int32(labels))) / 1_000
    }
    static func sign() throws -> Double { try microseconds("sign", bench_sign(1_000)) }
    static func verify() throws -> Double { try microseconds("verify", bench_verify(500)) }
    /// For a line, on two cores at once, in a time that is long enough to be as unlucky as the vault's.
    static func log(signed: Bool) throws -> Double {
        try microseconds("log", bench_log(signed ? 40_000 : 1_000_000, signed ? 1 : 0))
    }

    /// Gigabytes a second into the disk and out of it.
    static func fileIn(_ bytes: Int) throws -> Double { try rate("file in", bytes, bench_file_in(bytes)) }
    static func fileOut(_ bytes: Int) throws -> Double { try rate("file out", bytes, bench_file_out(bytes)) }

    private static func rate(_ what: String, _ bytes: Int, _ nanoseconds: Double) throws -> Double {
        guard nanoseconds > 0 else { throw BenchError.limit(what) }
        return Double(bytes) / nanoseconds
    }

    /// Records a second, sealed, signed so often and stored, a thousand in one commit.
    static func bulk(_ records: Int, signatures: Int32) throws -> Double {
        1e6 / (try microseconds("bulk", bench_bulk(Int32(records), 1_000, signatures)))
    }

    /// Audited reads a second, so many under a commit.
    static func reads(_ rows: Int) throws -> Double {
        1e6 / (try microseconds("reads", bench_reads(rows > 1 ? 50 : 500, Int32(rows), 700)))
    }

    /// Microseconds for one of so many records that are sealed, signed and inserted beside those that are there.
    static func append(_ rows: Int) throws -> Double { try microseconds("append", bench_rows_append(Int32(rows))) }

    /// Bytes on disk for a record in a plain table.
    static func plainBytes(_ rows: Int) throws -> Double {
        let bytes = bench_plain_bytes(Int32(rows))
        guard bytes > 0 else { throw BenchError.limit("plain table") }
        return bytes
    }

    /// Commits a second.
    static func commits(rows: Int, rowBytes: Int32 = 700) throws -> Double {
        let each = try microseconds("commit", bench_commit(rows > 1 ? 50 : 500, Int32(rows), rowBytes))
        return 1e6 / each
    }
}
