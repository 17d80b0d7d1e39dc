internal import FoundationEssentials

/// Whether a text is JSON that is worth a file name of its own: a note that is only a number stays a note.
package enum JSONDocument {
    package static func isObjectOrList(_ bytes: [UInt8]) -> Bool {
        beginsAsObjectOrList(bytes) && (try? JSONDecoder().decode(Anything.self, from: Data(bytes))) != nil
    }

    /// Whether the first byte that is no blank (RFC 8259, section 2) opens one.
    package static func beginsAsObjectOrList(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// Any JSON; nothing of it is kept.
    private struct Anything: Decodable {
        private struct Key: CodingKey {
            let stringValue: String
            let intValue: Int? = nil
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            // The decoder has read the whole text before it asks what to make of it.
            _ = decoder.codingPath.isEmpty
        }
    }
}
