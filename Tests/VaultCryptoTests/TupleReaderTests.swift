import Testing

@testable import VaultCrypto

@Suite struct TupleReaderTests {
    private let file = FileID.zero
    private let digest = Blake2b.hash(bytes: [1])
    private let nonce = SealNonce.random(.system)

    @Test func readsWhatWasWritten() throws {
        let tuple = Tuple(
            .draft, UInt8(1), UInt16(2), UInt32(3), UInt64(4), "ž", file, digest, nonce, FieldList([[1], [], [2, 3]]),
            UInt8(0), [9, 9] as [UInt8])
        var reader = try TupleReader(tuple.bytes, label: .draft, count: 11)
        #expect(try reader.u8() == 1)
        #expect(try reader.u16() == 2)
        #expect(try reader.u32() == 3)
        #expect(try reader.u64() == 4)
        #expect(try reader.text() == "ž")
        #expect(try reader.id(FileKind.self) == file)
        #expect(try reader.digest() == digest)
        #expect(try reader.fixed(SealNonceKind.self) == nonce)
        #expect(try reader.list() == [[1], [], [2, 3]])
        let unfinished = reader
        #expect(throws: MalformedTuple.unreadFields(count: 2)) { try unfinished.finish() }
        #expect(try reader.flag() == false)
        #expect(try reader.data() == [9, 9])
        try reader.finish()
        #expect(throws: MalformedTuple.noMoreFields) { try reader.next() }
    }

    @Test func labelAndCountMustFit() {
        let bytes = Tuple(.draft, UInt8(1), UInt8(2)).bytes
        #expect(throws: MalformedTuple.wrongLabel(expected: .row)) { try TupleReader(bytes, label: .row, count: 2) }
        #expect(throws: MalformedTuple.wrongFieldCount(expected: 1, found: 2)) {
            try TupleReader(bytes, label: .draft, count: 1)
        }
        #expect(throws: MalformedTuple.wrongFieldCount(expected: 3, found: 2)) {
            try TupleReader(bytes, label: .draft, count: 3)
        }
        #expect(TupleReader.label(of: Array("no tuple".utf8)) == nil)
        #expect(TupleReader.label(of: [0, 0, 0, 1, 0x61]) == nil)
    }

    @Test func everyCutIsTruncated() {
        let bytes = Tuple(.draft, UInt8(1), "two", [UInt8]()).bytes
        for length in 0..<bytes.count {
            #expect(throws: MalformedTuple.truncated) {
                try TupleReader(Array(bytes[..<length]), label: .draft, count: 3)
            }
        }
    }

    @Test func bytesBehindTheLastFieldAreRefused() {
        let bytes = Tuple(.draft, UInt8(1)).bytes + [0]
        #expect(throws: MalformedTuple.trailingBytes(count: 1)) { try TupleReader(bytes, label: .draft, count: 1) }
    }

    @Test func aFieldLongerThanTheRestIsTruncated() {
        let head = Tuple(.draft, [1] as [UInt8]).bytes.dropLast(5)
        for length: UInt32 in [2, 255, 0x7FFF_FFFF, .max] {
            #expect(throws: MalformedTuple.truncated) {
                try TupleReader(head + length.fieldBytes + [1], label: .draft, count: 1)
            }
        }
    }

    @Test func widthsAreExact() throws {
        for width in [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33] {
            let bytes = Tuple(.draft, [UInt8](repeating: 1, count: width)).bytes
            let reader = try TupleReader(bytes, label: .draft, count: 1)
            func accepts(_ read: (inout TupleReader) throws -> Void) -> Bool {
                var copy = reader
                return (try? read(&copy)) != nil
            }
            #expect(accepts { _ = try $0.u8() } == (width == 1))
            #expect(accepts { _ = try $0.flag() } == (width == 1))
            #expect(accepts { _ = try $0.u16() } == (width == 2))
            #expect(accepts { _ = try $0.u32() } == (width == 4))
            #expect(accepts { _ = try $0.u64() } == (width == 8))
            #expect(accepts { _ = try $0.id(CaseKind.self) } == (width == 16))
            #expect(accepts { _ = try $0.fixed(SealNonceKind.self) } == (width == 24))
            #expect(accepts { _ = try $0.digest(SHA256Hash.self) } == (width == 32))
        }
    }

    @Test func contentsAreChecked() throws {
        func reader(_ field: [UInt8]) throws -> TupleReader {
            try TupleReader(Tuple(.draft, field).bytes, label: .draft, count: 1)
        }
        #expect(throws: MalformedTuple.badValue(field: 0)) {
            var reader = try reader([2])
            _ = try reader.flag()
        }
        for notText: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xC5]] {
            #expect(throws: MalformedTuple.notText(field: 0)) {
                var reader = try reader(notText)
                _ = try reader.text()
            }
        }
        for notList: [UInt8] in [[0], [0, 0, 0, 2, 1], [0, 0, 0, 1, 1, 0]] {
            #expect(throws: MalformedTuple.notList(field: 0)) {
                var reader = try reader(notList)
                _ = try reader.list()
            }
        }
    }

    @Test func noSingleChangedByteOfTheFrameIsAccepted() {
        let bytes = Tuple(.draft, "four", UInt32(7)).bytes
        let contents = Set(Array((bytes.count - 12)..<(bytes.count - 8)) + Array((bytes.count - 4)..<bytes.count))
        for index in bytes.indices where !contents.contains(index) {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(throws: MalformedTuple.self) { try TupleReader(changed, label: .draft, count: 2) }
            }
        }
    }
}
