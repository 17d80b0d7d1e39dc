/// Eight lowercase hexadecimal digits read at once, a byte of a word each: a line has up to four hundred of them.
enum HexWord {
    /// The number that the eight characters spell, the first in the highest byte; nothing for an upper-case digit or anything
    /// else.
    static func value(of characters: UInt64) -> UInt32? {
        // Bit 6 is set in letters alone, whose low bits count from one.
        let letters = characters >> 6 & ones
        let values = (characters & (ones * 0x0F)) + letters * 9
        // Written again, since the low bits of other characters look the same.
        let above9 = (values + ones * 6) >> 4 & ones
        guard values & (ones * 0xF0) == 0, values + ones * 0x30 + above9 * 0x27 == characters else { return nil }
        let pairs = (values | values >> 4) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: fours | fours >> 16)
    }

    /// One in each byte.
    private static let ones: UInt64 = 0x0101_0101_0101_0101
}
