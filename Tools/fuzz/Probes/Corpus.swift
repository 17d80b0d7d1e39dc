import Foundation

/// The kept inputs of one parser: a text file with one input in base64 on a line.
public struct Corpus {
    /// In the order of the file.
    public let inputs: [[UInt8]]

    /// - Throws: when the file cannot be read, or a line that is not empty is no base64.
    public init(path: String) throws {
        inputs = try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A).map { line in
            guard let input = Data(base64Encoded: Data(line)) else { throw CocoaError(.fileReadCorruptFile) }
            return [UInt8](input)
        }
    }

    /// An input as a line of such a file.
    public static func line(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
