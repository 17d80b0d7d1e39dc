import CSodium

/// The chunks of one attachment, each sealed so that any can be opened without the others.
///
/// `N (24) ‖ XChaCha20-Poly1305(f, N, AD = T("…/chunk", vault, file id, index, last), 256 KiB)`. There is no
/// commitment: the file key f is fixed by the seal of the record that holds it. Vault, file and layout come from that
/// record too, so a chunk of another file, at another place or cut off after an earlier one does not open.
package struct ChunkedFile: Hashable, Sendable {
    package let vault: VaultID
    package let file: FileID
    package let layout: ChunkLayout

    package init(vault: VaultID, file: FileID, layout: ChunkLayout) {
        self.vault = vault
        self.file = file
        self.layout = layout
    }

    /// Seals the bytes of chunk `index`: exactly those of ``ChunkLayout/trueRange(of:)``, which the caller has checked.
    ///
    /// The nonce must be fresh; a chunk that is sent again is sealed again with another.
    package func seal(
        _ plaintext: [UInt8], at index: Int, under key: borrowing Secret, nonce: SealNonce
    ) -> [UInt8] {
        precondition(plaintext.count == layout.trueRange(of: index).count, "not the bytes of this chunk")
        var chunk = [UInt8](repeating: 0, count: layout.storedRange(of: index).count)
        chunk.replaceSubrange(Self.pieceOffset..<Self.pieceOffset + plaintext.count, with: plaintext)
        seal(inPlace: &chunk, at: index, under: key, nonce: nonce)
        return chunk
    }

    /// Opens chunk `index` and returns its part of the file, without the filling.
    /// - Throws: `.malformed` (length), `.cannotOpen`, `.badPadding`.
    package func open(_ sealed: [UInt8], at index: Int, under key: borrowing Secret) throws(SealError) -> [UInt8] {
        guard sealed.count == layout.storedRange(of: index).count else { throw .malformed }
        var chunk = sealed
        try open(inPlace: &chunk, at: index, under: key)
        return Array(chunk[Self.pieceOffset...].prefix(layout.trueRange(of: index).count))
    }

    // MARK: - In place

    /// Where the bytes of the file begin in a stored chunk.
    package static let pieceOffset = SealNonce.byteCount

    /// Seals where the bytes lie, so that no chunk is copied.
    ///
    /// - Parameter buffer: at least as long as the stored chunk; holds the bytes of the file from ``pieceOffset`` on, and
    ///   afterwards the stored chunk from its beginning.
    package func seal(inPlace buffer: inout [UInt8], at index: Int, under key: borrowing Secret, nonce: SealNonce) {
        let storedByteCount = layout.storedRange(of: index).count
        precondition(buffer.count >= storedByteCount, "no room for this chunk")
        Sodium.require()
        let associatedData = associatedData(of: index)
        unsafe key.withUnsafeBytes { key in
            unsafe buffer.withUnsafeMutableBytes { memory in
                unsafe memory.copyBytes(from: nonce.bytes)
                let padded = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: memory[Self.pieceOffset..<(storedByteCount - Seal.tagByteCount)])
                unsafe fill(padded, of: index)
                // libsodium seals in place; the tag follows the padded bytes.
                _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                    padded.start, nil, padded.start, UInt64(padded.count), associatedData,
                    UInt64(associatedData.count), nil, nonce.bytes, key.start)
            }
        }
    }

    /// Opens where the stored chunk lies, at the beginning of `buffer`; afterwards the bytes of the file are there from
    /// ``pieceOffset`` on. What did not open is not to be used.
    ///
    /// - Throws: `.malformed` (the buffer is shorter than the chunk), `.cannotOpen`, `.badPadding`.
    package func open(inPlace buffer: inout [UInt8], at index: Int, under key: borrowing Secret) throws(SealError) {
        let storedByteCount = layout.storedRange(of: index).count
        guard buffer.count >= storedByteCount else { throw .malformed }
        Sodium.require()
        let associatedData = associatedData(of: index)
        let failure: SealError? = unsafe key.withUnsafeBytes { key in
            unsafe buffer.withUnsafeMutableBytes { memory in
                let nonce = unsafe UnsafeRawBufferPointer(rebasing: memory[..<Self.pieceOffset])
                let sealed = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[Self.pieceOffset..<storedByteCount])
                let isOpened =
                    unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                        sealed.start, nil, nil, sealed.start, UInt64(sealed.count), associatedData,
                        UInt64(associatedData.count), nonce.start, key.start) == 0
                guard isOpened else { return .cannotOpen }
                let padded = unsafe UnsafeRawBufferPointer(rebasing: sealed.dropLast(Seal.tagByteCount))
                return unsafe isFilled(padded, of: index) ? nil : .badPadding
            }
        }
        if let failure { throw failure }
    }

    private func associatedData(of index: Int) -> [UInt8] {
        let isLast: UInt8 = index == layout.chunkCount - 1 ? 1 : 0
        return Tuple(.chunk, vault, file, UInt64(index), isLast).bytes
    }

    /// Writes the part of the filling that belongs into this chunk, behind the true bytes.
    private func fill(_ padded: UnsafeMutableRawBufferPointer, of index: Int) {
        for place in layout.trueRange(of: index).count..<padded.count {
            unsafe padded[place] = fillingByte(at: place, of: index)
        }
    }

    private func isFilled(_ padded: UnsafeRawBufferPointer, of index: Int) -> Bool {
        (layout.trueRange(of: index).count..<padded.count).allSatisfy { place in
            unsafe padded[place] == fillingByte(at: place, of: index)
        }
    }

    private func fillingByte(at place: Int, of index: Int) -> UInt8 {
        layout.paddedRange(of: index).lowerBound + place == layout.trueByteCount ? Padding.mark : 0
    }
}
