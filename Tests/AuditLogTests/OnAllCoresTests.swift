import Testing

@testable import AuditLog

@Suite struct OnAllCoresTests {
    @Test(arguments: [0, 1, 2, 15, 16, 17, 1_000], [1, 4, 16, 2_000])
    func everyElementInItsOrder(_ count: Int, _ share: Int) {
        let numbers = Array(0..<count)
        #expect(numbers.mapOnAllCores(share: share) { "\($0)" } == numbers.map { "\($0)" })
    }
}
