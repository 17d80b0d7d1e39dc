import Foundation
import Testing

@testable import VaultCommand

/// Guards that an output that failed leaves nothing, although a thread that wrote still holds it when the program ends.
@Suite struct FileOutputTests {
    @Test func whatIsDiscardedIsGoneAtOnce() throws {
        let path = NSTemporaryDirectory() + "casevault-output-" + UUID().uuidString
        let place = try FileOutput(path)
        try place.write([1, 2, 3])
        #expect(FileManager.default.fileExists(atPath: path + ".part"))
        place.discard()
        try withExtendedLifetime(place) {
            #expect(!FileManager.default.fileExists(atPath: path + ".part"))
            // Whatever arrives late goes nowhere.
            try place.write([4])
            try place.finish()
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
