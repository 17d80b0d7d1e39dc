/// What a file is, by the ending of its name; nobody relies on it.
enum FileTypes {
    static func type(ofName name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return unknown }
        return known[name[name.index(after: dot)...].lowercased()] ?? unknown
    }

    private static let unknown = "application/octet-stream"

    private static let known = [
        "txt": "text/plain", "md": "text/markdown", "csv": "text/csv", "html": "text/html", "json": "application/json",
        "xml": "application/xml", "pdf": "application/pdf", "rtf": "application/rtf", "eml": "message/rfc822",
        "doc": "application/msword", "odt": "application/vnd.oasis.opendocument.text",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls": "application/vnd.ms-excel", "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "heic": "image/heic", "tiff": "image/tiff",
        "tif": "image/tiff", "gif": "image/gif", "webp": "image/webp", "mp3": "audio/mpeg", "m4a": "audio/mp4",
        "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav", "amr": "audio/amr", "mp4": "video/mp4",
        "mov": "video/quicktime", "3gp": "video/3gpp", "mkv": "video/x-matroska", "webm": "video/webm",
        "zip": "application/zip", "7z": "application/x-7z-compressed",
    ]
}
