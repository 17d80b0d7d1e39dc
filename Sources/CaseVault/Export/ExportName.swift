/// Names of files in an export. What somebody outside called a file is never one: it may lead out of the folder, give
/// orders to a terminal, or look like another kind of file.
enum ExportName {
    /// `3.pdf`, `n1.txt`: the number within the case, and an ending from the list below.
    static func of(_ record: RecordReference, ending: String) -> String {
        "\(record.isProcessNote ? "n" : "")\(record.number).\(ending)"
    }

    /// `json` for a JSON object or list, otherwise `txt`: it opens everywhere, Markdown too.
    static func ending(ofText content: [UInt8]) -> String {
        JSONDocument.isObjectOrList(content) ? "json" : "txt"
    }

    /// The ending an attachment came with, if it is a kind of document, picture, sound or film that opening does not run;
    /// `bin` for anything else.
    static func ending(ofFile name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return unknown }
        let ending = String(decoding: name.utf8[name.utf8.index(after: dot)...].prefix(8), as: UTF8.self).lowercased()
        return known.contains(ending) ? ending : unknown
    }

    private static let unknown = "bin"

    /// Without HTML, SVG and documents with macros: they act when somebody opens them.
    private static let known: Set<String> = [
        "txt", "md", "csv", "json", "xml", "pdf", "rtf", "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx",
        "odp", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "mp3", "m4a", "aac", "amr", "wav",
        "ogg", "opus", "flac", "mp4", "m4v", "mov", "avi", "mkv", "webm", "3gp", "eml", "msg", "zip", "7z", "p7m",
        "p7s", "asice",
    ]
}
