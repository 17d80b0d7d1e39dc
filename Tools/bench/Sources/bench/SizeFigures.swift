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
                target: .atMost(2_200)),
            Figure(name: "its place in the index", unit: .bytes, samples: each(["record_place"], records)),
            Figure(
                name: "its statement and place", unit: .bytes,
                samples: each(["statement", "statement_place"], records)),
            Figure(name: "disk for an entry of the log", unit: .bytes, samples: each(["entry"], Int(entries))),
        ]
    }
}
