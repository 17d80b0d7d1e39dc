/// CSV files in every encoding. What is read, written with quotes around everything, is read as the same.
enum ProbedCSV: ProbedParser {
    static var seeds: [[UInt8]] {
        let texts = [
            "ime;datum;tekst\nJelena;3.4.2025.;\"prvi; \"\"red\"\"\ndrugi\"\nAna;;\n", "a,b\r\n1,2\r\n\r\n",
            "a\tb\r1\t2",
            "\u{FEFF}a|b\n\"|\"|\"\"\n", "samo\n1\n\n2\n",
        ]
        let utf16 = Array("\u{FEFF}a;b\n€;😀\n".utf16)
        return texts.map { Array($0.utf8) } + [
            utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
            [0x8A, 0x3B, 0x9E, 0x0A, 0xE8, 0x3B, 0xF0, 0x0A],
        ]
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        var verdict = Probe.Verdict.refused
        for encoding in ImportEncoding.allCases {
            guard let scalars = try? encoding.scalars(of: bytes) else { continue }
            guard scalars.count <= bytes.count else { return .broken(.tooLarge) }
            for delimiter in CSVTable.delimiters {
                guard let table = try? CSVTable(scalars, delimiter: delimiter) else { continue }
                verdict = self.verdict(on: table, delimiter, from: scalars)
                if verdict != .accepted { return verdict }
            }
        }
        return verdict
    }

    private static func verdict(
        on table: CSVTable, _ delimiter: Unicode.Scalar, from scalars: [Unicode.Scalar]
    ) -> Probe.Verdict {
        let lines = table.rows.map(\.line)
        guard table.header.count <= CSVTable.columnLimit,
            table.rows.allSatisfy({ $0.values.count == table.header.count }),
            table.values.map(\.unicodeScalars.count).reduce(0, +) <= scalars.count
        else { return .broken(.tooLarge) }
        guard zip([1] + lines, lines).allSatisfy({ $0 < $1 }) else { return .broken(.notStable) }
        guard let again = try? CSVTable(table.written(delimiter), delimiter: delimiter),
            again.values.elementsEqual(table.values, by: { $0.utf8.elementsEqual($1.utf8) })
        else { return .broken(.notStable) }
        return .accepted
    }
}

extension CSVTable {
    fileprivate var values: [String] { header + rows.flatMap(\.values) }

    fileprivate func written(_ delimiter: Unicode.Scalar) -> [Unicode.Scalar] {
        ([header] + rows.map(\.values)).flatMap { row -> [Unicode.Scalar] in
            let values = row.map { value -> [Unicode.Scalar] in
                ["\""] + value.unicodeScalars.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] } + ["\""]
            }
            return Array(values.joined(separator: [delimiter])) + ["\n"]
        }
    }
}
