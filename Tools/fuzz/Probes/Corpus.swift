import Foundation

/// The kept inputs of one parser: a text file with one input in base64 on a line.
public struct Corpus {
    /// In the order of the file.
    public let inputs: [[UInt8]]

    /// - Throws: when the file cannot be read; a line that is no base64 stands for nothing.
    public init(path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        inputs = text.split(separator: "\n").compactMap { Data(base64Encoded: String($0)).map { [UInt8]($0) } }
    }

    /// An input as a line of such a file.
    public static func line(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
