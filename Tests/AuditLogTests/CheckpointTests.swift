import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

@Suite struct CheckpointTests {
    let example: ExampleFiles
    let note: String
    let logKey: VerifyingKey

    init() throws {
        example = try ExampleFiles()
        note = String(decoding: example.note, as: UTF8.self)
        logKey = try #require(VerifyingKey(bytes: bytes(hex: example.keys[1].sign)))
    }

    private static let name = "casevault/aedff3116b72aecfd60273acd07292d8/1"

    @Test(arguments: [
        ("no empty line", "\n\n", "\n"), ("two empty lines", "\n\n", "\n\n\n"),
        ("carriage return", "\n2\n", "\n2\r\n"), ("extension line", "\n\n", "\nextra\n\n"),
        ("size with leading zero", "\n2\n", "\n02\n"), ("size with sign", "\n2\n", "\n+2\n"),
        ("size empty", "\n2\n", "\n\n"), ("size missing", "\n2\n", "\n"), ("size in hex", "\n2\n", "\n0x2\n"),
        ("size too large", "\n2\n", "\n1000000000000000\n"), ("origin of another kind", "casevault/", "other/"),
        ("origin number 0", "92d8/1\n2", "92d8/0\n2"), ("origin in capitals", "aedff", "AEDFF"),
        ("root not padded", "zHw=\n", "zHw\n"), ("root too short", "xhEQncYs", ""), ("root empty", root, ""),
        ("root in base64url", "gyt/V", "gyt_V"), ("unused bits", "zHw=", "zHx="), ("space", "zHw=", "zHw= "),
        ("hyphen for the dash", "\u{2014}", "-"), ("no space", "\u{2014} ", "\u{2014}"),
        ("two spaces", "\u{2014} ", "\u{2014}  "), ("name empty", "\u{2014} \(name)", "\u{2014} "),
        ("plus in the name", "\u{2014} casevault", "\u{2014} case+vault"),
        ("not ASCII in the name", "\u{2014} casevault", "\u{2014} c\u{0430}sevault"),
        ("signature not padded", "cQk=\n", "cQk\n"), ("no signature", "\u{2014} \(name) ", ""),
        ("text after the signature", "cQk=\n", "cQk= x\n"), ("no line end", "cQk=\n", "cQk="),
    ])
    func refuses(_ name: String, _ original: String, _ replacement: String) throws {
        let changed = note.replacingFirst(original, with: replacement)
        try #require(changed != note, "the defect must be there")
        #expect(SignedCheckpoint(bytes: Array(changed.utf8)) == nil, "\(name)")
    }

    private static let root = "xhEQncYsgyt/V+0b/uQH5OouZw+pGhXutoDGxyy6zHw="

    @Test func refusesEveryBeginningAndMore() {
        for count in 0..<example.note.count {
            #expect(SignedCheckpoint(bytes: Array(example.note.prefix(count))) == nil)
        }
        #expect(SignedCheckpoint(bytes: example.note + [10]) == nil)
        #expect(SignedCheckpoint(bytes: example.note + Array(repeating: 65, count: 9_000)) == nil)
    }

    /// A changed byte makes another note or none, and never one that the log signed.
    @Test func everyByteIsSignedOrRefused() {
        for place in example.note.indices {
            for bit in 0..<8 {
                var changed = example.note
                changed[place] ^= 1 << UInt8(bit)
                guard let parsed = SignedCheckpoint(bytes: changed) else { continue }
                #expect(parsed.bytes == changed)
                #expect(!parsed.isSigned(by: logKey))
            }
        }
    }

    /// Lines of others are carried along and prove nothing; a bad second line of the log spoils the note.
    @Test func cosignatures() throws {
        var signed = try #require(SignedCheckpoint(bytes: example.note))
        signed.add(NoteSignature(name: "witness.example", keyID: 7, bytes: [UInt8](repeating: 4, count: 72)))
        #expect(SignedCheckpoint(bytes: signed.bytes) == signed)
        #expect(signed.isSigned(by: logKey))
        let own = signed.signatures[0]
        signed.add(NoteSignature(name: own.name, keyID: own.keyID, bytes: [UInt8](repeating: 4, count: 64)))
        #expect(!signed.isSigned(by: logKey))
        let other = SignedCheckpoint(checkpoint: signed.checkpoint, signatures: [signed.signatures[1]])
        #expect(!other.isSigned(by: logKey))
    }

    @Test func atMost32Signatures() throws {
        var signed = try #require(SignedCheckpoint(bytes: example.note))
        for number in 1..<32 { signed.add(NoteSignature(name: "w", keyID: UInt32(number), bytes: [1])) }
        #expect(SignedCheckpoint(bytes: signed.bytes) == signed)
        signed.add(NoteSignature(name: "w", keyID: 33, bytes: [1]))
        #expect(SignedCheckpoint(bytes: signed.bytes) == nil)
    }

    @Test func base64HasOneSpelling() {
        var generator = Dice(seed: 9)
        for count in 0..<70 {
            let data = generator.bytes(count)
            for coding in [Base64Text.url, Base64Text.note] {
                let text = coding.encode(data)
                #expect(coding.decode(Array(text.utf8)[...]) == data)
                #expect(coding.decode(Array((text + "=").utf8)[...]) == nil)
                #expect(coding.decode(Array((text + "\n").utf8)[...]) == nil)
            }
        }
        #expect(Base64Text.note.encode(Array("fooba".utf8)) == "Zm9vYmE=")
        #expect(Base64Text.url.encode([0xFB, 0xFF]) == "-_8")
        #expect(Base64Text.note.decode(Array("====".utf8)[...]) == nil)
        #expect(Base64Text.note.decode(Array("Zm9v=YmE".utf8)[...]) == nil)
    }
}
