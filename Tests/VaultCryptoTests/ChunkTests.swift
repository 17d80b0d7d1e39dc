import Testing

@testable import VaultCrypto

private struct ChunkVectors: Decodable {
    struct File: Decodable {
        let key, vault, file: HexBytes
        let length, storedLength: Int
        let nonces, digests: [HexBytes]
    }
    let files: [File]
}

@Suite struct ChunkTests {
    @Test func chunksOfPyNaCl() throws {
        for vector in try Vectors.own("chunks.json", as: ChunkVectors.self).files {
            let key = try Secret.from(vector.key.bytes)
            let layout = try #require(ChunkLayout(trueByteCount: vector.length))
            let file = ChunkedFile(
                vault: try #require(VaultID(bytes: vector.vault.bytes)),
                file: try #require(FileID(bytes: vector.file.bytes)), layout: layout)
            #expect(layout.chunkCount == vector.digests.count)
            #expect(layout.storedByteCount == vector.storedLength)
            for index in 0..<layout.chunkCount {
                let plaintext = [UInt8](repeating: 0x5A, count: layout.trueRange(of: index).count)
                let nonce = try #require(SealNonce(bytes: vector.nonces[index].bytes))
                let sealed = file.seal(plaintext, at: index, under: key, nonce: nonce)
                #expect(Blake2b.hash(bytes: sealed).bytes == vector.digests[index].bytes)
                #expect(sealed.count == layout.storedRange(of: index).count)
                #expect(try file.open(sealed, at: index, under: key) == plaintext)
            }
        }
    }

    @Test func layoutCoversTheFileWithoutGaps() throws {
        for length in [0, 1, 255, 256, 262_143, 262_144, 262_145, 5_000_000, 40_000_000, 1 << 40] {
            let layout = try #require(ChunkLayout(trueByteCount: length))
            let last = layout.chunkCount - 1
            #expect(layout.storedRange(of: last).upperBound == layout.storedByteCount)
            #expect(layout.paddedRange(of: last).upperBound == layout.paddedByteCount)
            #expect(layout.storedRange(of: 0).lowerBound == 0 && layout.paddedRange(of: 0).lowerBound == 0)
            for index in Set([1, 2, last / 2, last - 1, last]) where index > 0 && index <= last {
                #expect(layout.storedRange(of: index).lowerBound == layout.storedRange(of: index - 1).upperBound)
                #expect(layout.paddedRange(of: index).lowerBound == layout.paddedRange(of: index - 1).upperBound)
            }
            let middle = length / ChunkLayout.chunkByteCount
            #expect(layout.trueRange(of: middle).upperBound == length)
            #expect(layout.trueRange(of: last).isEmpty == (layout.paddedRange(of: last).lowerBound >= length))
        }
        #expect(ChunkLayout(trueByteCount: -1) == nil)
        #expect(ChunkLayout(trueByteCount: .max) == nil)
    }

    private let key = HeldSecret(.filled(1))

    /// 270,000 bytes fill one chunk and a part of a second.
    private func file(_ vault: VaultID = .zero, _ id: FileID = .zero, _ length: Int = 270_000) throws -> ChunkedFile {
        ChunkedFile(vault: vault, file: id, layout: try #require(ChunkLayout(trueByteCount: length)))
    }

    private func seal(_ file: ChunkedFile, _ index: Int) -> [UInt8] {
        key.withSecret { key in
            file.seal(
                [UInt8](repeating: 2, count: file.layout.trueRange(of: index).count), at: index, under: key,
                nonce: .random(.system))
        }
    }

    private func open(_ sealed: [UInt8], _ file: ChunkedFile, _ index: Int) throws(SealError) -> [UInt8] {
        try key.withSecret { key throws(SealError) in try file.open(sealed, at: index, under: key) }
    }

    @Test func aChunkOpensAtItsPlaceOnly() throws {
        let file = try file()
        let (first, last) = (seal(file, 0), seal(file, 1))
        #expect(try open(first, file, 0).count == 262_144)
        #expect(try open(last, file, 1).count == 270_000 - 262_144)
        #expect(throws: SealError.malformed) { try open(first, file, 1) }
        let longer = try self.file(.zero, .zero, 600_000)
        #expect(throws: SealError.cannotOpen) { try open(first, longer, 1) }
        // The same place, but not the last: a file cut off behind its first chunk.
        let cut = try self.file(.zero, .zero, 262_143)
        #expect(cut.layout.chunkCount == 1)
        #expect(throws: SealError.cannotOpen) { try open(first, cut, 0) }
        for other in try [self.file(.random(.system)), self.file(.zero, .random(.system))] {
            #expect(throws: SealError.cannotOpen) { try open(first, other, 0) }
        }
        let otherKey = Secret.filled(9)
        #expect(throws: SealError.cannotOpen) { try file.open(first, at: 0, under: otherKey) }
    }

    @Test func changedBytesAndLengthsAreRefused() throws {
        let file = try file(.zero, .zero, 100)
        let sealed = seal(file, 0)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealError.cannotOpen) { try open(changed, file, 0) }
        }
        #expect(throws: SealError.malformed) { try open(Array(sealed.dropLast()), file, 0) }
        #expect(throws: SealError.malformed) { try open(sealed + [0], file, 0) }
    }

    @Test func aTrueSizeThatDoesNotFitTheFillingIsRefused() throws {
        // 100 and 99 bytes have one padded length, so the seal of one opens in the layout of the other.
        let sealed = seal(try file(.zero, .zero, 100), 0)
        for length in [99, 101, 0, 255] {
            #expect(throws: SealError.badPadding) { try open(sealed, try file(.zero, .zero, length), 0) }
        }
    }

    @Test func inPlaceIsTheSameInALongerBuffer() throws {
        let file = try file()
        for index in 0..<file.layout.chunkCount {
            let bytes = [UInt8](repeating: 7, count: file.layout.trueRange(of: index).count)
            let nonce = SealNonce.random(.system)
            let sealed = key.withSecret { file.seal(bytes, at: index, under: $0, nonce: nonce) }
            // What an earlier chunk left in the buffer must not reach the filling.
            var buffer = [UInt8](repeating: 0xEE, count: sealed.count + 100)
            buffer.replaceSubrange(ChunkedFile.pieceOffset..<ChunkedFile.pieceOffset + bytes.count, with: bytes)
            key.withSecret { file.seal(inPlace: &buffer, at: index, under: $0, nonce: nonce) }
            #expect(Array(buffer.prefix(sealed.count)) == sealed)
            #expect(buffer.suffix(100).allSatisfy { $0 == 0xEE })
            try key.withSecret { key throws(SealError) in try file.open(inPlace: &buffer, at: index, under: key) }
            #expect(buffer[ChunkedFile.pieceOffset...].prefix(bytes.count).elementsEqual(bytes))
            var short = Array(sealed.dropLast())
            #expect(throws: SealError.malformed) {
                try key.withSecret { key throws(SealError) in try file.open(inPlace: &short, at: index, under: key) }
            }
        }
    }

    @Test func fillingMayTakeChunksOfItsOwn() throws {
        let large = try file(.zero, .zero, (33 << 20) + 1)
        let last = large.layout.chunkCount - 1
        #expect(large.layout.trueRange(of: last).isEmpty)
        #expect(try open(seal(large, last), large, last).isEmpty)
    }
}
