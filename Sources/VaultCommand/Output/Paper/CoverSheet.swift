import CaseVault
import Platform

/// The sheet on top of an export: who let out what, when, why and for whom, as text and as a page.
///
/// Every name from outside stands in it as text of one line, with control characters spelled out and what is written from
/// right to left enclosed.
struct CoverSheet {
    private typealias Pair = (label: String, value: String)

    private let heading: [Pair]
    private let items: [(file: String, pairs: [Pair])]

    init(_ export: WrittenExport, _ time: LocalTime) {
        let reading = export.reading
        heading = [
            Self.pair(.caseReference, export.reference.description), Self.pair(.organisation, reading.organisation),
            Self.pair(.forWhom, export.recipient), Self.pair(.purpose, CodeText.of(export.purpose).text),
            Self.pair(.madeBy, export.login), Self.pair(.made, time.text(reading.time)),
            Self.pair(.entry, String(reading.entry)), Self.pair(.itemCount, String(reading.items.count)),
        ]
        items = zip(reading.items, export.hashes).map { item, hash in
            let line = item.line.line
            var pairs = [
                Self.pair(.record, "\(line.record) (\(line.revision))"),
                Self.pair(.compartment, CodeText.of(line.compartment).text), Self.pair(.form, line.form),
                Self.pair(.written, time.text(line.created)), Self.pair(.bytes, String(item.line.bytes)),
            ]
            if let name = item.line.name { pairs.append(Self.pair(.originalName, name)) }
            return (item.line.file, pairs + [Self.pair(.hash, hash)])
        }
    }

    private static func pair(_ label: ExportText, _ value: String) -> Pair { (label.text, TextSanitizer.field(value)) }

    /// For any program that shows text.
    var text: String {
        var lines = [ExportText.title.text, ""] + heading.map { "\($0.label): \($0.value)" }
        for item in items { lines += ["", item.file] + item.pairs.map { "  \($0.label): \($0.value)" } }
        lines += ["", ExportText.howToCheck.text, ExportText.confidential.text]
        return lines.map { $0 + "\n" }.joined()
    }

    /// For a browser, which is told to load and run nothing at all, styles included.
    var page: String {
        let rows = heading.map(Self.row).joined()
        let tables = items.map { item in
            "<h2>\(Self.escaped(item.file))</h2>\n<table border=\"1\">\n\(item.pairs.map(Self.row).joined())</table>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="\(Language.current == .serbian ? "sr-Latn" : "en")">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
            <meta name="referrer" content="no-referrer">
            <title>\(Self.escaped(ExportText.title.text))</title>
            </head>
            <body>
            <h1>\(Self.escaped(ExportText.title.text))</h1>
            <table border="1">
            \(rows)</table>
            \(tables.joined())<p>\(Self.escaped(ExportText.howToCheck.text))</p>
            <p>\(Self.escaped(ExportText.confidential.text))</p>
            </body>
            </html>

            """
    }

    private static func row(_ pair: Pair) -> String {
        "<tr><th align=\"left\">\(escaped(pair.label))</th><td dir=\"auto\">\(escaped(pair.value))</td></tr>\n"
    }

    /// Text between tags and in attributes with quotation marks.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
