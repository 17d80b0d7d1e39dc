/// Cuts a stream of bits into groups of another width, most significant bit first: bytes into digits and back.
struct BitGroups {
    private let inputWidth: UInt32
    private let outputWidth: UInt32
    private var bits: UInt32 = 0
    private var bitCount: UInt32 = 0

    /// Widths are at most 16 bits.
    init(from inputWidth: UInt32, to outputWidth: UInt32) {
        self.inputWidth = inputWidth
        self.outputWidth = outputWidth
    }

    /// Takes one group in and hands on every group that is complete.
    mutating func append(_ group: UInt8, _ emit: (UInt16) -> Void) {
        bits = bits << inputWidth | UInt32(group)
        bitCount += inputWidth
        while bitCount >= outputWidth {
            bitCount -= outputWidth
            emit(UInt16(bits >> bitCount))
            bits &= 1 << bitCount - 1
        }
    }

    /// The bits left over, filled up with zeros to one more group; nil when none are left.
    var lastGroup: UInt16? {
        bitCount == 0 ? nil : UInt16(bits << (outputWidth - bitCount))
    }

    /// Whether the bits left over are fewer than a group of the input and all zero.
    var isCanonicalEnd: Bool {
        bitCount < inputWidth && bits == 0
    }
}
