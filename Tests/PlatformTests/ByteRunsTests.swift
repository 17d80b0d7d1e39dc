import Testing

@testable import Platform

@Suite struct ByteRunsTests {
    @Test(
        arguments: [
            ([1, 2, 3], 0, true), ([1, 2, 3, 4, 5], 0, true), ([3, 4], 2, true), ([5], 4, true), ([], 0, true),
            ([], 5, true),
            ([1, 2, 4], 0, false), ([2], 0, false), ([5, 6], 4, false), ([1], 5, false), ([], 6, false),
            ([1], -1, false),
            ([1, 2, 3, 4, 5, 6], 0, false), ([1], .max, false),
        ] as [([UInt8], Int, Bool)])
    func holds(_ bytes: [UInt8], _ place: Int, _ isThere: Bool) {
        #expect(([1, 2, 3, 4, 5] as [UInt8]).holds(bytes, at: place) == isThere)
    }

    @Test func nothingHoldsNothing() {
        #expect(([] as [UInt8]).holds([], at: 0))
        #expect(!([] as [UInt8]).holds([0], at: 0))
    }
}
