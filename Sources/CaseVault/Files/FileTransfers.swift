import VaultCrypto

/// The uploads and open attachments of one session; they end with it.
final class FileTransfers {
    private struct Opened { weak var reading: FileReading? }

    private var uploads: [FileID: FileUpload] = [:]
    private var readings: [Opened] = []

    deinit { close() }

    /// Ends all of them: nothing goes in or out any more, whoever still has one.
    func close() {
        for upload in uploads.values { upload.close() }
        for opened in readings { opened.reading?.close() }
        (uploads, readings) = ([:], [])
    }

    subscript(file: FileID) -> FileUpload? {
        get { uploads[file] }
        set { uploads[file] = newValue }
    }

    /// Closes a reading when the session ends, if somebody still has it.
    func add(_ reading: FileReading) {
        readings.removeAll { $0.reading == nil }
        readings.append(Opened(reading: reading))
    }
}
