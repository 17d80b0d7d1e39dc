import CaseVault
import Platform

/// A CSV file and its map, as a command names them, read before anybody types a passphrase.
struct ImportSource {
    private let call: Invocation
    private let path: String
    private let mapPath: String?
    private let encoding: String?

    init(_ call: Invocation, _ path: String, map: String?, encoding: String?) {
        (self.call, self.path, mapPath, self.encoding) = (call, path, map, encoding)
    }

    /// The records of the file, case by case.
    ///
    /// - Throws: `.importing` with line or column; `.input` when a file cannot be read.
    func sheet() throws(Failure) -> ImportSheet {
        if mapPath == nil { _ = try call.prompt.terminal(else: "--map") }
        let bytes = try NamedFile.read(path, limit: CSVTable.byteLimit, else: .importing(.tooLarge))
        let map = try mapPath.map { (path) throws(Failure) in
            let bytes = try NamedFile.read(path, limit: Self.mapLimit, else: .importing(.mapTooLarge))
            return try importing { () throws(ImportProblem) in try ImportMap(bytes) }
        }
        let encoding = try encoding(of: bytes, map)
        let scalars = try importing { () throws(ImportProblem) in try encoding.scalars(of: bytes) }
        let delimiter = try delimiter(of: scalars, map)
        let table = try importing { () throws(ImportProblem) in try CSVTable(scalars, delimiter: delimiter) }
        if let map { return try importing { () throws(ImportProblem) in try ImportSheet(table, map) } }
        return try asked(table, encoding, delimiter)
    }

    /// What is asked is saved once the whole file was read by it.
    private func asked(
        _ table: CSVTable, _ encoding: ImportEncoding, _ delimiter: Unicode.Scalar
    ) throws(Failure) -> ImportSheet {
        let asking = ImportAsking(call)
        var map = try asking.map(of: table)
        (map.encoding, map.delimiter) = (encoding, delimiter)
        let answered = map
        let saved = try asking.save(answered, beside: path)
        call.output.note(ImportText.mapSaved(TextSanitizer.field(saved)))
        return try importing { () throws(ImportProblem) in try ImportSheet(table, answered) }
    }

    /// The map decides, then the option, then the bytes; what stays unclear is asked.
    private func encoding(of bytes: [UInt8], _ map: ImportMap?) throws(Failure) -> ImportEncoding {
        if let known = map?.encoding { return known }
        if let encoding {
            guard let known = ImportEncoding(rawValue: encoding) else { throw .usage(.badValue("--encoding")) }
            return known
        }
        if let clear = ImportEncoding(of: bytes) { return clear }
        guard call.prompt.isPossible else { throw .importing(.encodingUnclear) }
        let values = [(value: ImportEncoding.windows1250, code: "windows-1250", name: "Windows (Excel)")]
        return try call.prompt.choice(.importing(.encoding), of: values, else: "--encoding", firstIsStandard: true)
    }

    private func delimiter(of scalars: [Unicode.Scalar], _ map: ImportMap?) throws(Failure) -> Unicode.Scalar {
        if let known = map?.delimiter { return known }
        let marks = Set(scalars.prefix { $0 != "\n" && $0 != "\r" }).intersection(CSVTable.delimiters)
        if let clear = CSVTable.delimiter(in: scalars) { return clear }
        if marks.isEmpty { return ";" }
        guard call.prompt.isPossible else { throw .importing(.delimiterUnclear) }
        let values = CSVTable.delimiters.map {
            (value: $0, code: $0 == "\t" ? "tab" : String(Character($0)), name: "")
        }
        return try call.prompt.choice(.importing(.delimiter), of: values, else: "--map")
    }

    private static let mapLimit = 1 << 20
}

/// Runs what reads a file and turns its problem into a failure of the command.
private func importing<R>(_ body: () throws(ImportProblem) -> R) throws(Failure) -> R {
    do throws(ImportProblem) { return try body() } catch { throw .importing(error) }
}
