import Foundation
import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

@Suite struct MerkleProofTests {
    let leaves: [SHA256Digest]

    init() {
        var generator = Dice(seed: 8)
        leaves = (0..<40).map { _ in generator.digest() }
    }

    private func root(_ size: Int) -> SHA256Digest { ReferenceTree.root(leaves[..<size]) }

    /// The roots of subtrees, hashed in one pass over the first leaves.
    private func hashes(_ ranges: [Range<UInt64>]?, size: Int) throws -> [SHA256Digest] {
        var hasher = SubtreeHasher(try #require(ranges))
        for leaf in leaves[..<size] { hasher.append(leaf) }
        return try #require(hasher.roots)
    }

    @Test func inclusionOfAllPairs() throws {
        for size in 1...40 {
            for index in 0..<size {
                let ranges = InclusionProof.subtrees(index: UInt64(index), size: UInt64(size))
                let path = try hashes(ranges, size: size)
                #expect(path == ReferenceTree.path(index, leaves[..<size]))
                let proof = InclusionProof(index: UInt64(index), size: UInt64(size), path: path)
                #expect(proof.verifies(leafHash: leaves[index], root: root(size)))
                for other in changed(path) {
                    let wrong = InclusionProof(index: UInt64(index), size: UInt64(size), path: other)
                    #expect(!wrong.verifies(leafHash: leaves[index], root: root(size)))
                }
                for other in 0..<size where other != index {
                    #expect(!proof.verifies(leafHash: leaves[other], root: root(size)))
                    let moved = InclusionProof(index: UInt64(other), size: UInt64(size), path: path)
                    #expect(!moved.verifies(leafHash: leaves[index], root: root(size)))
                }
            }
        }
    }

    @Test func consistencyOfAllPairs() throws {
        for new in 1...40 {
            for old in 1...new {
                let ranges = ConsistencyProof.subtrees(oldSize: UInt64(old), newSize: UInt64(new))
                let path = try hashes(ranges, size: new)
                #expect(path == ReferenceTree.proof(old, leaves[..<new]))
                let proof = ConsistencyProof(oldSize: UInt64(old), newSize: UInt64(new), path: path)
                #expect(proof.verifies(oldRoot: root(old), newRoot: root(new)))
                for other in changed(path) {
                    let wrong = ConsistencyProof(oldSize: UInt64(old), newSize: UInt64(new), path: other)
                    #expect(!wrong.verifies(oldRoot: root(old), newRoot: root(new)))
                }
                #expect(!proof.verifies(oldRoot: leaves[0].flipped, newRoot: root(new)))
                #expect(!proof.verifies(oldRoot: root(old), newRoot: root(new).flipped))
            }
        }
    }

    /// Each hash changed, dropped or doubled; the first two exchanged; one more at either end.
    private func changed(_ path: [SHA256Digest]) -> [[SHA256Digest]] {
        var result = [path + [leaves[0]], [leaves[0]] + path]
        for place in path.indices {
            var flipped = path
            flipped[place] = path[place].flipped
            var shorter = path
            shorter.remove(at: place)
            var longer = path
            longer.insert(path[place], at: place)
            result += [flipped, shorter, longer]
        }
        if path.count > 1 { result.append([path[1], path[0]] + path.dropFirst(2)) }
        return result
    }

    @Test func impossibleProofs() {
        #expect(InclusionProof.subtrees(index: 0, size: 0) == nil)
        #expect(InclusionProof.subtrees(index: 3, size: 3) == nil)
        #expect(ConsistencyProof.subtrees(oldSize: 0, newSize: 3) == nil)
        #expect(ConsistencyProof.subtrees(oldSize: 4, newSize: 3) == nil)
        let empty = ConsistencyProof(oldSize: 0, newSize: 3, path: [])
        #expect(!empty.verifies(oldRoot: MerkleTree.emptyRoot, newRoot: root(3)))
        let far = InclusionProof(index: UInt64.max - 1, size: UInt64.max, path: [])
        #expect(!far.verifies(leafHash: leaves[0], root: leaves[0]))
        #expect(InclusionProof.subtrees(index: UInt64.max - 1, size: UInt64.max)?.count == 63)
        #expect(SubtreeHasher([0..<2]).roots == nil)
    }
}

extension SHA256Digest {
    /// Another digest, one bit apart.
    var flipped: SHA256Digest {
        var changed = bytes
        changed[31] ^= 1
        return SHA256Digest(bytes: changed) ?? .zero
    }
}

/// Other people's vectors; they lie outside this repository.
@Suite struct InclusionVectorTests {
    static let folder = ProcessInfo.processInfo.environment["CASEVAULT_VECTORS"]

    struct Vector: Decodable {
        let name: String
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: String
        let leafHash: String
        let proof: [String]?
        let wantErr: Bool
    }

    @Test(.enabled(if: folder != nil, "CASEVAULT_VECTORS is not set"))
    func inclusion() throws {
        let file = URL(filePath: try #require(Self.folder)).appending(path: "merkle-inclusion.json")
        let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
        #expect(vectors.count > 50)
        for vector in vectors {
            #expect(try verifies(vector) == !vector.wantErr, "\(vector.name)")
        }
    }

    private func verifies(_ vector: Vector) throws -> Bool {
        let path = (vector.proof ?? []).map(digest)
        guard let root = digest(vector.root), let leaf = digest(vector.leafHash) else { return false }
        guard path.allSatisfy({ $0 != nil }) else { return false }
        let proof = InclusionProof(index: vector.leafIdx, size: vector.treeSize, path: path.compactMap(\.self))
        return proof.verifies(leafHash: leaf, root: root)
    }

    private func digest(_ text: String) -> SHA256Digest? {
        Base64Text.note.decode(Array(text.utf8)[...]).flatMap { SHA256Digest(bytes: $0) }
    }
}
