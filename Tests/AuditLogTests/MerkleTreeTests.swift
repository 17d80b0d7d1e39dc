import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

@Suite struct MerkleTreeTests {
    /// Leaves and roots of the Certificate Transparency reference implementation.
    static let known: [(leaf: String, root: String)] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ]

    @Test func knownRoots() {
        var frontier = MerkleFrontier()
        #expect(frontier.root.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (leaf, root) in Self.known {
            frontier.append(SHA256Hash.merkleLeaf(bytes(hex: leaf)))
            #expect(frontier.root.hex == root)
        }
    }

    @Test func frontierIsTheTreeAtEverySize() throws {
        var generator = Dice(seed: 7)
        var leaves: [SHA256Digest] = []
        var frontier = MerkleFrontier()
        for size in 1...300 {
            leaves.append(generator.digest())
            frontier.append(leaves[size - 1])
            #expect(frontier.size == UInt64(size))
            #expect(frontier.root == ReferenceTree.root(leaves[...]))
            #expect(frontier.root == MerkleTree.root(of: leaves))
            #expect(frontier.bytes.count == 8 + 32 * size.nonzeroBitCount)
            #expect(try #require(MerkleFrontier(bytes: frontier.bytes)) == frontier)
        }
    }

    @Test func frontierBytesAreStrict() {
        var frontier = MerkleFrontier()
        for _ in 0..<5 { frontier.append(.zero) }
        let stored = frontier.bytes
        #expect(MerkleFrontier(bytes: []) == nil)
        #expect(MerkleFrontier(bytes: stored.dropLast()) == nil)
        #expect(MerkleFrontier(bytes: stored + [0]) == nil)
        #expect(MerkleFrontier(bytes: [0, 0, 0, 0, 0, 0, 0, 7] + stored.dropFirst(8)) == nil)
        #expect(MerkleFrontier(bytes: [UInt8](repeating: 0, count: 8)) == MerkleFrontier())
    }
}
