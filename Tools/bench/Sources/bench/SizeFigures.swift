import BenchLimits

/// Bytes on disk, by table, of the closed vault.
struct SizeFigures {
    private static let tables = ["record", "record_place", "entry", "statement", "statement_place"]

    static func figures(_ scale: Scale, entries: UInt64) throws -> [Figure] {
        // A header for each case, and the small case.
        let records = scale.cases * (scale.recordsEach + 1) + 2
        let bytes = try Dictionary(
            uniqueKeysWithValues: tables.enumerated().map { place, name in
                let bytes = bench_table_bytes(Int32(place))
                guard bytes >= 0 else { throw BenchError.limit("dbstat") }
                return (name, Double(bytes))
            })
        func each(_ names: [String], _ count: Int) -> Samples {
            Samples([names.reduce(0) { $0 + (bytes[$1] ?? 0) } / Double(count)])
        }
        return [
            Figure(
                name: "disk for a record of 1 KiB", unit: .bytes, samples: each(["record"], records),
                limit: Figure.Limit(
                    what: "a plain table of nonces and sealed records",
                    samples: Samples([try Limits.plainBytes(min(records, 10_000))])),
                target: .disk),
            Figure(name: "its place in the index", unit: .bytes, samples: each(["record_place"], records)),
            Figure(
                name: "its statement and place", unit: .bytes,
                samples: each(["statement", "statement_place"], records)),
            Figure(name: "disk for an entry of the log", unit: .bytes, samples: each(["entry"], Int(entries))),
        ]
    }
}

extension Target {
    /// C's 1,121 bytes leave 2,200 / 1,121 = 2.0 times.
    fileprivate static let disk = Target.atMost(
        2_200, beside: 1_121,
        """
        Head, salt and signature lie beside the content, the whole is filled up so that its length tells little, and each row \
        has a hash, an id and a generation.
        """)
}
