package import Foundation
import VaultCrypto

/// What a writer of the folder can do to the chunk files of attachments.
package struct ChunkAttacks: Sendable {
    private let names: [String]
    private let called: RowNames
    private let sizes: [String: Int]

    package init(on house: SmallHouse) throws {
        names = house.attachments.keys.sorted()
        called = try RowNames(house, try StoredState(of: house.vault))
        sizes = try names.reduce(into: [:]) { $0[$1] = try Data(contentsOf: house.vault.chunks(of: $1)).count }
    }

    /// Exchanged, each with the bytes of another, gone, under another name, a second time, and cut at every length.
    package var all: [Attack] {
        names.flatMap { one in
            [gone(one), renamed(one), doubled(one), lengthened(one)]
                + names.filter { $0 != one }.map { copied($0, over: one) }
                + (0..<(sizes[one] ?? 0)).map { cut(one, at: $0) }
        } + zip(names, names.dropFirst()).map(exchanged)
    }

    private func attack(
        _ what: String, _ chunks: [String], _ perform: @escaping @Sendable (TestVault) throws -> Void
    ) -> Attack {
        Attack("\(what): \(chunks)", namesOfEach: chunks.map { Set(called.attachment($0)) }, perform)
    }

    private func gone(_ name: String) -> Attack {
        attack("chunk file gone", [name]) { try FileManager.default.removeItem(at: $0.chunks(of: name)) }
    }

    private func renamed(_ name: String) -> Attack {
        let other = String(name.reversed())
        return attack("chunk file renamed", [name, other]) {
            try FileManager.default.moveItem(at: $0.chunks(of: name), to: $0.chunks(of: other))
        }
    }

    private func doubled(_ name: String) -> Attack {
        let other = String(name.reversed())
        return attack("chunk file doubled", [other]) {
            try FileManager.default.copyItem(at: $0.chunks(of: name), to: $0.chunks(of: other))
        }
    }

    private func copied(_ from: String, over to: String) -> Attack {
        attack("chunk file over another", [to]) {
            try Data(contentsOf: $0.chunks(of: from)).write(to: $0.chunks(of: to))
        }
    }

    private func exchanged(_ one: String, _ other: String) -> Attack {
        attack("chunk files exchanged", [one, other]) {
            let bytes = try Data(contentsOf: $0.chunks(of: one))
            try Data(contentsOf: $0.chunks(of: other)).write(to: $0.chunks(of: one))
            try bytes.write(to: $0.chunks(of: other))
        }
    }

    private func lengthened(_ name: String) -> Attack {
        attack("chunk file lengthened", [name]) {
            try (Data(contentsOf: $0.chunks(of: name)) + [0]).write(to: $0.chunks(of: name))
        }
    }

    private func cut(_ name: String, at length: Int) -> Attack {
        attack("chunk file cut to \(length)", [name]) {
            try Data(contentsOf: $0.chunks(of: name)).prefix(length).write(to: $0.chunks(of: name))
        }
    }
}

extension TestVault {
    /// Where the chunks of an attachment lie.
    package func chunks(of file: String) -> URL { URL(filePath: "\(directory)/files/\(file)") }
}
