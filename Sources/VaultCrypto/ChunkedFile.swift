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
        let storedByteCount = layout.storedRange(of: index).count
        let associatedData = associatedData(of: index)
        return unsafe key.withUnsafeBytes { key in
            unsafe [UInt8](unsafeUninitializedCapacity: storedByteCount) { memory, count in
                let memory = UnsafeMutableRawBufferPointer(memory)
                unsafe memory.copyBytes(from: nonce.bytes)
                let padded = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: memory[SealNonce.byteCount..<(storedByteCount - Seal.tagByteCount)])
                unsafe padded.copyBytes(from: plaintext)
                unsafe fill(padded, of: index)
                _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                    padded.start, nil, padded.start, UInt64(padded.count), associatedData,
                    UInt64(associatedData.count), nil, nonce.bytes, key.start)
                count = storedByteCount
            }
        }
    }

    /// Opens chunk `index` and returns its part of the file, without the filling.
    /// - Throws: `.malformed` (length), `.cannotOpen`, `.badPadding`.
    package func open(_ sealed: [UInt8], at index: Int, under key: borrowing Secret) throws(SealError) -> [UInt8] {
        guard sealed.count == layout.storedRange(of: index).count else { throw .malformed }
        var failure: SealError?
        let plaintext = unsafe [UInt8](unsafeUninitializedCapacity: sealed.count - ChunkLayout.overhead) {
            memory, count in
            count = 0
            let memory = UnsafeMutableRawBufferPointer(memory)
            guard unsafe decrypt(sealed, at: index, under: key, into: memory) else { return failure = .cannotOpen }
            guard unsafe isFilled(UnsafeRawBufferPointer(memory), of: index) else { return failure = .badPadding }
            count = layout.trueRange(of: index).count
        }
        if let failure { throw failure }
        return plaintext
    }

    private func associatedData(of index: Int) -> [UInt8] {
        let isLast: UInt8 = index == layout.chunkCount - 1 ? 1 : 0
        return Tuple(.chunk, vault, file, UInt64(index), isLast).bytes
    }

    private func decrypt(
        _ sealed: [UInt8], at index: Int, under key: borrowing Secret, into memory: UnsafeMutableRawBufferPointer
    ) -> Bool {
        Sodium.require()
        let associatedData = associatedData(of: index)
        return unsafe key.withUnsafeBytes { key in
            unsafe sealed.withUnsafeBytes { sealed in
                unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                    memory.start, nil, nil, sealed.start + SealNonce.byteCount,
                    UInt64(sealed.count - SealNonce.byteCount), associatedData, UInt64(associatedData.count),
                    sealed.start, key.start) == 0
            }
        }
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
