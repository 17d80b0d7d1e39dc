import SeededNumbers

/// Changes inputs as a hostile writer would, from a seed: the same seed gives the same inputs.
public struct Mutator {
    private var dice: Dice
    /// A mutated input has at most this many bytes.
    private static let byteLimit = 8_192
    private static let telling: [UInt8] = [
        0, 1, 0x7F, 0x80, 0xFF, 0x0A, 0x0D, 0x20, 0x22, 0x2D, 0x2F, 0x30, 0x3A, 0x3B, 0x5C,
    ]

    /// Draws everything from this seed.
    public init(seed: UInt64) { dice = Dice(seed: seed) }

    /// One of the inputs, changed in one to four places.
    public mutating func next(from inputs: [[UInt8]]) -> [UInt8] {
        guard !inputs.isEmpty else { return [] }
        var bytes = inputs[below(inputs.count)]
        for _ in 0...below(4) { change(&bytes, inputs) }
        return Array(bytes.prefix(Self.byteLimit))
    }

    private mutating func change(_ bytes: inout [UInt8], _ inputs: [[UInt8]]) {
        let place = below(bytes.count + 1)
        let span = place..<min(bytes.count, place + 1 + below(16))
        switch below(8) {
        case 0: bytes.insert(contentsOf: bytes[span], at: place)
        case 1: bytes.removeSubrange(span)
        case 2: bytes.insert(telling(), at: place)
        case 3: bytes.removeSubrange(place...)
        case 4:
            let other = inputs[below(inputs.count)]
            bytes.replaceSubrange(place..., with: other.dropFirst(below(other.count + 1)))
        case 5 where place < bytes.count: bytes[place] = telling()
        case 6 where place < bytes.count: bytes[place] &+= below(2) == 0 ? 1 : 255
        case 7 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
        default: bytes.append(telling())
        }
    }

    private mutating func telling() -> UInt8 {
        below(2) == 0 ? Self.telling[below(Self.telling.count)] : UInt8(below(256))
    }

    private mutating func below(_ limit: Int) -> Int { Int(dice.next() % UInt64(max(limit, 1))) }
}
