import SeededNumbers
import VaultCrypto

@testable import AuditLog

extension Dice {
    /// Mostly small, sometimes at the edge of the format.
    mutating func number() -> UInt64 {
        let limit = EntryFormat.numberLimit
        return [0, 1, limit, UInt64.random(in: 0...limit, using: &self), UInt64.random(in: 0...300, using: &self)]
            .randomElement(using: &self) ?? 0
    }

    mutating func maybe<Value>(_ make: (inout Dice) -> Value?) -> Value? {
        Bool.random(using: &self) ? make(&self) : nil
    }

    mutating func digest<Algorithm>() -> Digest<Algorithm> { Digest(next(), next(), next(), next()) }
    mutating func identifier<Kind>() -> Identifier<Kind> { Identifier(high: next(), low: next()) }
}

extension EntryFields {
    /// Any entry that the format can hold.
    static func random(using generator: inout Dice) -> EntryFields? {
        let unknown = ["zz.new-act", "ab", "abcdefghijkl.abcdefghijklmnop", "session.unlocked"]
        guard let time = EntryTime(milliseconds: UInt64.random(in: 0...EntryTime.limit, using: &generator)),
            let known = Act.allCases.randomElement(using: &generator),
            let act = generator.maybe({ ActCode(unknown.randomElement(using: &$0) ?? "") }) ?? .some(.known(known)),
            let object = EntryObject.allCases.randomElement(using: &generator),
            let result = ResultCode.allCases.randomElement(using: &generator)
        else { return nil }
        var flags = EntryFlags()
        for flag in EntryFlag.allCases where Int.random(in: 0...3, using: &generator) == 0 { flags.insert(flag) }
        return EntryFields(
            time: time, boot: ShortHash(value: UInt32.random(in: 0...UInt32.max, using: &generator)),
            mono: generator.number(), act: act, by: generator.identifier(),
            role: generator.maybe { RoleCode.allCases.randomElement(using: &$0) },
            peer: ShortHash(value: UInt32.random(in: 0...UInt32.max, using: &generator)),
            clientCase: generator.maybe { $0.identifier() }, object: object,
            record: generator.maybe { $0.identifier() }, revision: generator.number(),
            before: generator.maybe { $0.digest() }, after: generator.maybe { $0.digest() }, count: generator.number(),
            why: generator.maybe { PurposeCode.allCases.randomElement(using: &$0) }, ref: generator.number(),
            result: result, flags: flags, data: generator.maybe { $0.digest() })
    }
}

extension AuditEntry {
    static func random(using generator: inout Dice) -> AuditEntry? {
        guard let fields = EntryFields.random(using: &generator), let signature = Signature(bytes: generator.bytes(64))
        else { return nil }
        return AuditEntry(seq: generator.number(), prev: generator.digest(), fields: fields, signature: signature)
    }
}
