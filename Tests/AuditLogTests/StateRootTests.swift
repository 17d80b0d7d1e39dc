import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

@Suite struct StateRootTests {
    private func leaves(_ count: Int, seed: UInt64) -> [StateLeaf] {
        var generator = Dice(seed: seed)
        return (0..<count).map { _ in
            StateLeaf(
                table: UInt8.random(in: 1...12, using: &generator), row: generator.identifier(),
                revision: UInt64.random(in: 1...3, using: &generator), rowHash: generator.digest())
        }.sorted()
    }

    private func root(_ leaves: [StateLeaf]) throws -> StateRoot {
        var builder = StateRootBuilder()
        for leaf in leaves { try builder.add(leaf) }
        return builder.finish()
    }

    @Test func leafBytes() throws {
        let row = try #require(RowID(hex: "000102030405060708090a0b0c0d0e0f"))
        let hash = SHA256Hash.hash(Array("row".utf8))
        let leaf = StateLeaf(table: 11, row: row, revision: 258, rowHash: hash)
        #expect(leaf.bytes == [11] + Array(0...15) + [0, 0, 0, 0, 0, 0, 1, 2] + hash.bytes)
        #expect(StateRoot.bucket(of: row) == 0)
    }

    /// Computed by hand: buckets as lists, roots by the recursive definition.
    @Test(arguments: [0, 1, 2, 100, 2_000])
    func rootIsAsDefined(_ count: Int) throws {
        let all = leaves(count, seed: 10)
        let buckets = (0..<256).map { bucket in
            let inside = all.filter { $0.row.bytes[0] == UInt8(bucket) }
                .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
            return inside.isEmpty ? .zero : ReferenceTree.root(inside.map { SHA256Hash.merkleLeaf($0.bytes) }[...])
        }
        let state = try root(all)
        #expect(state.buckets == buckets)
        #expect(state.root == ReferenceTree.root(buckets.map { SHA256Hash.merkleLeaf($0.bytes) }[...]))
    }

    @Test func emptyStateIsTheDefault() throws {
        #expect(try root([]) == StateRoot())
        #expect(StateRoot().buckets.count == 256)
    }

    @Test func everyFieldOfEveryRowCounts() throws {
        let all = leaves(40, seed: 11)
        let before = try root(all).root
        for place in all.indices {
            let leaf = all[place]
            let changes = [
                StateLeaf(table: leaf.table ^ 0x40, row: leaf.row, revision: leaf.revision, rowHash: leaf.rowHash),
                StateLeaf(table: leaf.table, row: leaf.row, revision: leaf.revision + 1, rowHash: leaf.rowHash),
                StateLeaf(table: leaf.table, row: leaf.row, revision: leaf.revision, rowHash: leaf.rowHash.flipped),
            ]
            for change in changes {
                var changed = all
                changed[place] = change
                #expect(try root(changed.sorted()).root != before)
            }
            var without = all
            without.remove(at: place)
            #expect(try root(without).root != before)
        }
    }

    /// The tree that keeps its nodes has the root of the definition after every change.
    @Test func keptNodesGiveTheSameRoot() throws {
        var tree = StateRootTree()
        #expect(tree.root == StateRoot().root)
        var all: [StateLeaf] = []
        var dice = Dice(seed: 16)
        for leaf in leaves(300, seed: 15).shuffled(using: &dice) {
            all = (all + [leaf]).sorted()
            let bucket = StateRoot.bucket(of: leaf.row)
            let inside = all.filter { StateRoot.bucket(of: $0.row) == bucket }
            tree.replace(bucket: bucket, with: StateRootTree.leafHash(of: inside.map(\.leafHash)))
            #expect(tree.root == (try root(all).root))
        }
        for bucket in UInt8(0)...255 { tree.replace(bucket: bucket, with: StateRootTree.leafHash(of: [])) }
        #expect(tree.root == StateRoot().root)
    }

    /// Leaves that come and go one by one, in any order, leave the root of those that are there.
    @Test func leavesGiveTheSameRoot() throws {
        var generator = Dice(seed: 16)
        let all = leaves(400, seed: 16)
        var (kept, there) = (StateLeaves(), Set<StateLeaf>())
        for step in 0..<1_500 {
            let leaf = all[Int.random(in: 0..<all.count, using: &generator)]
            if there.contains(leaf) {
                #expect(throws: StateOrderError.notAscending(leaf.row)) { try kept.insert(leaf) }
                let other = StateLeaf(
                    table: leaf.table, row: leaf.row, revision: leaf.revision, rowHash: leaf.rowHash.flipped)
                let removed = (kept.remove(other), kept.remove(leaf))
                #expect(removed == (false, true))
                there.remove(leaf)
            } else {
                let removed = kept.remove(leaf)
                #expect(!removed)
                try kept.insert(leaf)
                there.insert(leaf)
            }
            guard step % 50 == 0 else { continue }
            kept.settle()
            #expect(kept.root == (try root(there.sorted()).root))
            #expect(Set(kept.all) == there)
            let counts = (UInt8.min...UInt8.max).map { kept.count($0) }
            #expect(counts.reduce(0, +) == there.count)
        }
    }

    /// So many that several cores share them: the same root, also when only some buckets changed since.
    @Test func manyLeavesGiveTheSameRoot() throws {
        let all = leaves(9_000, seed: 17)
        var kept = StateLeaves()
        for leaf in all.prefix(8_000) { try kept.insert(leaf) }
        kept.settle()
        #expect(kept.root == (try root(all.prefix(8_000).sorted()).root))
        for leaf in all.dropFirst(8_000) { try kept.insert(leaf) }
        let removed = kept.remove(all[0])
        kept.settle()
        #expect(removed)
        #expect(kept.root == (try root(all.dropFirst().sorted()).root))
    }

    @Test func otherOrdersAreRefused() throws {
        let all = leaves(10, seed: 14)
        var builder = StateRootBuilder()
        try builder.add(all[5])
        #expect(throws: StateOrderError.notAscending(all[5].row)) { try builder.add(all[5]) }
        #expect(throws: StateOrderError.notAscending(all[4].row)) { try builder.add(all[4]) }
    }
}
