import VaultCrypto

/// The tree written down as RFC 6962, section 2.1, defines it, slowly and recursively: a second opinion.
enum ReferenceTree {
    /// MTH(D[n])
    static func root(_ leaves: ArraySlice<SHA256Digest>) -> SHA256Digest {
        if leaves.isEmpty { return SHA256Hash.hash([]) }
        if leaves.count == 1 { return leaves[leaves.startIndex] }
        let (left, right) = halves(leaves)
        return SHA256Hash.merkleNode(root(left), root(right))
    }

    /// PATH(m, D[n])
    static func path(_ index: Int, _ leaves: ArraySlice<SHA256Digest>) -> [SHA256Digest] {
        if leaves.count == 1 { return [] }
        let (left, right) = halves(leaves)
        return index < left.count
            ? path(index, left) + [root(right)] : path(index - left.count, right) + [root(left)]
    }

    /// PROOF(m, D[n])
    static func proof(_ size: Int, _ leaves: ArraySlice<SHA256Digest>) -> [SHA256Digest] {
        subproof(size, leaves, true)
    }

    private static func subproof(_ size: Int, _ leaves: ArraySlice<SHA256Digest>, _ isWhole: Bool) -> [SHA256Digest] {
        if size == leaves.count { return isWhole ? [] : [root(leaves)] }
        let (left, right) = halves(leaves)
        return size <= left.count
            ? subproof(size, left, isWhole) + [root(right)] : subproof(size - left.count, right, false) + [root(left)]
    }

    private static func halves(
        _ leaves: ArraySlice<SHA256Digest>
    ) -> (ArraySlice<SHA256Digest>, ArraySlice<SHA256Digest>) {
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return (leaves.prefix(half), leaves.dropFirst(half))
    }
}
