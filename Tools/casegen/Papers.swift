import Foundation

/// Attachments: real files, each made by the program that usually makes such a file.
struct Papers: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case letter, photo, scan, document, recording

        var name: String {
            switch self {
            case .letter: "dopis suda.pdf"
            case .photo: "fotografija povrede.jpg"
            case .scan: "skeniran nalaz.png"
            case .document: "izveštaj.odt"
            case .recording: "glasovna poruka.ogg"
            }
        }

        var type: String {
            switch self {
            case .letter: "application/pdf"
            case .photo: "image/jpeg"
            case .scan: "image/png"
            case .document: "application/vnd.oasis.opendocument.text"
            case .recording: "audio/ogg"
            }
        }

        /// The command that makes one at `out`; nothing but the shell and the program named first.
        fileprivate func command(_ out: String, _ number: Int) -> String {
            let text = "Predmet broj \(number). Osnovni sud obaveštava o ročištu."
            return switch self {
            case .letter: "printf '.ce\\nDOPIS\\n.sp\\n%s\\n' '\(text)' | groff -K utf8 -Tpdf -ms > '\(out)'"
            case .photo: "convert -size 1600x1200 -seed \(number) plasma: -quality 85 '\(out)'"
            // Without its recommended packages convert has no font: then lines stand for the writing.
            case .scan:
                "convert -size 1240x1754 xc:white -pointsize 32 -annotate +120+200 '\(text)' '\(out)' || "
                    + "convert -size 1240x1754 xc:white -draw 'line 120,200 \(900 + 40 * number),200' '\(out)'"
            case .document: "printf '# Izveštaj\\n\\n%s\\n' '\(text)' | pandoc -f markdown -o '\(out)'"
            case .recording: "sox -q -n -r 16000 '\(out)' synth \(2 + number % 6) sine 440 tremolo 5"
            }
        }

        /// Whose absence leaves this kind out.
        var program: String {
            switch self {
            case .letter: "groff"
            case .photo, .scan: "convert"
            case .document: "pandoc"
            case .recording: "sox"
            }
        }
    }

    /// How many different files of each kind there are; they are attached in turn.
    static let variety = 4
    private var made: [Kind: [[UInt8]]] = [:]
    /// Kinds whose program is not installed.
    private(set) var missing: [Kind] = []

    /// Makes them in a folder that is removed again.
    init() {
        let folder = NSTemporaryDirectory() + "casegen-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for kind in Kind.allCases {
            let files = (0..<Self.variety).compactMap { Self.make(kind, $0, in: folder) }
            if files.count == Self.variety { made[kind] = files } else { missing.append(kind) }
        }
    }

    /// The bytes of one; nil when its program is missing.
    func file(_ kind: Kind, _ number: Int) -> [UInt8]? { made[kind].map { $0[number % $0.count] } }

    private static func make(_ kind: Kind, _ number: Int, in folder: String) -> [UInt8]? {
        let path = "\(folder)/\(number)-\(kind.name)"
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", kind.command(path, number)]
        shell.standardError = FileHandle.nullDevice
        guard (try? shell.run()) != nil else { return nil }
        shell.waitUntilExit()
        guard shell.terminationStatus == 0, let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
            return nil
        }
        return Array(data)
    }
}
