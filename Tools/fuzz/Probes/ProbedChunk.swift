import VaultCrypto

/// A stored chunk of an attachment, and the layout that a size gives: the input is the one, its first bytes are the other.
enum ProbedChunk: ProbedParser {
    static let seeds: [[UInt8]] = sizes.compactMap { size in
        file(size)?.seal(
            [UInt8](repeating: 9, count: size), at: 0, under: Secret(random: .repeating(3)),
            nonce: .random(.repeating(1)))
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        if let breach = layoutBreach(of: bytes) { return .broken(breach) }
        let key = Secret(random: .repeating(3))
        for size in sizes {
            guard let file = file(size), let piece = try? file.open(bytes, at: 0, under: key) else { continue }
            guard seeds.contains(bytes), let nonce = SealNonce(bytes: bytes.prefix(SealNonce.byteCount)) else {
                return .broken(.forged)
            }
            guard piece.count == size else { return .broken(.misread) }
            return .canonical(file.seal(piece, at: 0, under: key, nonce: nonce), of: bytes)
        }
        return .refused
    }

    private static let sizes = [0, 1, 255, 256, 1_000]

    private static func file(_ size: Int) -> ChunkedFile? {
        ChunkLayout(trueByteCount: size).map { ChunkedFile(vault: .zero, file: .zero, layout: $0) }
    }

    /// The chunks of a size that a record states lie one behind the other, hold the file and end where the stored file ends.
    private static func layoutBreach(of bytes: [UInt8]) -> Probe.Breach? {
        // Every second size is one that a file may have.
        let size = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } & (1 << 51 - 1)
        guard let size = Int(exactly: size), let layout = ChunkLayout(trueByteCount: size) else { return nil }
        guard size <= 1 << 50, layout.storedByteCount < 2 * size + 1_024 else { return .tooLarge }
        let last = layout.chunkCount - 1
        let places = Set([0, last / 2, last])
        let isOrdered = places.allSatisfy { index in
            index == last || layout.storedRange(of: index).upperBound == layout.storedRange(of: index + 1).lowerBound
        }
        let isWhole =
            layout.storedRange(of: 0).lowerBound == 0
            && layout.storedRange(of: last).upperBound == layout.storedByteCount
        let isHeld = layout.paddedByteCount > size && places.allSatisfy { layout.trueRange(of: $0).upperBound <= size }
        return isOrdered && isWhole && isHeld ? nil : .misread
    }
}
