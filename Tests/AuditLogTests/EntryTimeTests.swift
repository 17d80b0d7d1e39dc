import Foundation
import SeededNumbers
import Testing

@testable import AuditLog

@Suite struct EntryTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_789_892_102_123, "2026-09-20T08:15:02.123Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(UInt64, String)])
    func knownMoments(_ milliseconds: UInt64, _ text: String) throws {
        #expect(try #require(EntryTime(milliseconds: milliseconds)).text == text)
        #expect(EntryTime(text)?.milliseconds == milliseconds)
    }

    @Test func afterTheYear9999IsNoMoment() {
        #expect(EntryTime(milliseconds: 253_402_300_800_000) == nil)
        #expect(EntryTime(milliseconds: UInt64.max) == nil)
    }

    /// Every day from 1970 to 2401 follows the day before, as Foundation's calendar has it.
    @Test func daysFollowEachOther() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for day in stride(from: 0, to: 157_800, by: 7) {
            let date = CivilDate(daysSince1970: day)
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
            #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
            #expect(CivilDate(year: date.year, month: date.month, day: date.day)?.daysSince1970 == day)
        }
    }

    @Test func monthIsTheBeginningOfTheText() throws {
        var generator = Dice(seed: 6)
        for _ in 0..<500 {
            let time = try #require(EntryTime(milliseconds: UInt64.random(in: 0...EntryTime.limit, using: &generator)))
            #expect(time.month.text == String(time.text.prefix(7)))
            #expect(EntryTime(time.text) == time)
        }
    }

    @Test(arguments: ["", "f796722", "f79672222", "F7967222", "f796722g", " f796722"])
    func shortHashIsStrict(_ text: String) {
        #expect(ShortHash(hex: text) == nil)
    }

    @Test func shortHashRoundTrip() {
        #expect(ShortHash(hex: "0000000f")?.value == 15)
        #expect(ShortHash(value: 15).hex == "0000000f")
    }

    @Test(arguments: [
        "", "casevault/", "casevault/aedff3116b72aecfd60273acd07292d8", "casevault/aedff3116b72aecfd60273acd07292d8/",
        "casevault/aedff3116b72aecfd60273acd07292d8/0", "casevault/aedff3116b72aecfd60273acd07292d8/01",
        "casevault/AEDFF3116b72aecfd60273acd07292d8/1", "casevault/aedff3116b72aecfd60273acd07292d/1",
        "Casevault/aedff3116b72aecfd60273acd07292d8/1", "casevault/aedff3116b72aecfd60273acd07292d8/1 ",
        "casevault/aedff3116b72aecfd60273acd07292d8/1000000000000000", "casevault/aedff3116b72aecfd60273acd07292d8/1/2",
    ])
    func originIsStrict(_ text: String) {
        #expect(Origin(text) == nil)
    }
}
