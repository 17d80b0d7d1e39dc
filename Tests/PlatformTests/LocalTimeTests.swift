import Glibc
import Platform
import Testing

/// Guards times against zones and the hours that do not exist or exist twice. The zone belongs to the process, so each
/// zone has one of its own.
@Suite struct LocalTimeTests {
    @Test func utc() {
        let time = LocalTime(.utc)
        #expect(time.text(0) == "1970-01-01 00:00Z")
        #expect(time.text(1_795_269_787_999, .second) == "2026-11-21 14:03:07Z")
        #expect(time.text(1_795_269_787_999, .day) == "2026-11-21")
        #expect(time.text(951_782_400_000, .day) == "2000-02-29")
        #expect(time.text(253_402_300_800_000) == "")
        #expect(time.text(.max) == "")
        // A Saturday; midnight on Sunday.
        #expect(time.weekTime(1_795_269_787_999).map { [$0.weekday, $0.hour] } == [6, 14])
        #expect(time.weekTime(1_795_305_600_000).map { [$0.weekday, $0.hour] } == [0, 0])
        #expect(time.weekTime(.max).map { [$0.weekday, $0.hour] } == nil)
        #expect(CalendarDate("2026-11-21").flatMap(time.start) == 1_795_219_200_000)
        #expect(CalendarDate("2027-01-01").flatMap(time.start) == 1_798_761_600_000)
        #expect(CalendarDate("1969-12-31").flatMap(time.start) == nil)
    }

    @Test func belgrade() async {
        await #expect(processExitsWith: .success) {
            #expect(unsafe setenv("TZ", "Europe/Belgrade", 1) == 0)
            let time = LocalTime(.local)
            #expect(time.text(1_795_269_787_000) == "2026-11-21 15:03")
            #expect(time.weekTime(1_795_269_787_000).map { [$0.weekday, $0.hour] } == [6, 15])
            // The last second before and the first of summer time, 2026-03-29.
            #expect(time.text(1_774_745_999_000, .second) == "2026-03-29 01:59:59")
            #expect(time.text(1_774_746_000_000, .second) == "2026-03-29 03:00:00")
            // The hour that happens twice, 2026-10-25.
            #expect(time.text(1_792_886_400_000) == "2026-10-25 02:00+02:00")
            #expect(time.text(1_792_890_000_000) == "2026-10-25 02:00+01:00")
            #expect(time.text(1_792_893_600_000) == "2026-10-25 03:00")
            // Days of 23, 25 and 24 hours.
            let days: [(String, String, UInt64)] = [
                ("2026-03-29", "2026-03-30", 23), ("2026-10-25", "2026-10-26", 25), ("2026-11-21", "2026-11-22", 24),
            ]
            for (day, next, hours) in days {
                guard let date = CalendarDate(day), let start = time.start(of: date),
                    let end = CalendarDate(next).flatMap(time.start)
                else {
                    Issue.record("\(day)")
                    continue
                }
                #expect(end - start == hours * 3_600_000)
                #expect(time.text(start) == "\(day) 00:00")
                #expect(time.date(end - 1) == date)
            }
        }
    }

    @Test(arguments: [
        // Summer time that starts at midnight, by half an hour, and a zone far from UTC without any.
        ("Africa/Cairo", "2026-04-24", "2026-04-24 01:00"), ("Australia/Lord_Howe", "2026-10-04", "2026-10-04 00:00"),
        ("Pacific/Kiritimati", "2026-11-21", "2026-11-21 00:00"), ("nonsense/zone", "2026-11-21", "2026-11-21 00:00"),
    ])
    func theFirstMomentOfADay(_ zone: String, _ day: String, _ expected: String) async {
        await #expect(processExitsWith: .success) { [zone, day, expected] in
            #expect(unsafe setenv("TZ", zone, 1) == 0)
            let time = LocalTime(.local)
            #expect(CalendarDate(day).flatMap(time.start).map { time.text($0) } == expected)
        }
    }

    @Test(arguments: [
        "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31", "0000-01-01", "26-01-01",
        "2026-1-1", "2026/01/01", "2026-01-01 ", "+026-01-01", "-026-01-01", "２０２６-01-01", "", "20260101",
    ])
    func datesThatAreNone(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: ["2026-11-21", "2000-02-29", "0001-01-01", "9999-12-31"])
    func datesComeBack(_ text: String) {
        #expect(CalendarDate(text)?.text == text)
    }
}
