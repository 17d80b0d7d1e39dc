@testable import CaseVault
@testable import VaultCommand

/// The messages of replacing and destroying keys, with an example for each value they hold.
extension Messages {
    private static let replaced: [KeyText] = [
        .rotatedCase, .allOf, .all, .due, .olderStay("K-7F3Q2M-X"), .othersMust, .backUpNow, .otherCases(2),
        .nothingOlder("K-7F3Q2M-X"), .rotateNext(login: "mira"), .rotateCaseNext(login: "mira", case: "K-7F3Q2M-X"),
        .completed(2), .progress(done: 1, total: 3, rate: 2, secondsLeft: 1),
    ]

    private static let destroyed: [ErasureText] = [
        .erases("K-7F3Q2M-X", nil), .erases("K-7F3Q2M-X", "psych"), .erasesRecord("K-7F3Q2M-X/2"),
        .asked(number: 17, until: "2026-11-28"),
        .ordered("K-7F3Q2M-X", stop: "case erase K-7F3Q2M-X --stop", until: "2026-11-28"),
        .orderedRecord("K-7F3Q2M-X/2", stop: "record erase K-7F3Q2M-X/2 --stop", until: "2026-11-28"),
        .due("K-7F3Q2M-X/2"), .stopped("K-7F3Q2M-X"), .erased("K-7F3Q2M-X", copies: 0),
        .erased("K-7F3Q2M-X", copies: 2), .erasedRecord("K-7F3Q2M-X/2", copies: 1), .held("K-7F3Q2M-X"),
        .lifted("K-7F3Q2M-X"), .state(hold: true), .state(hold: false),
    ]

    private static let copies: [GateCopyText] = [
        .left(0), .left(1), .left(2), .number, .holdsErased, .destroyed(number: 2, older: nil),
        .destroyed(number: 2, older: 1), .complete(erased: "2026-11-21"),
    ]

    private static let told: [any Message] = [
        VaultErrorText.erasureOrdered(until: "2026-11-28"), VaultErrorText.erased, VaultErrorText.onHold,
        NoteText.waiting(.rotationsCompleted(1)), NoteText.waiting(.erased(1)),
        StatusText.erasuresOrdered(2, next: "2026-11-28"), StatusText.erasuresDue(1),
        StatusText.gateCopiesToDestroy(1, erased: "2026-11-21"), StatusText.erasureComplete("2026-11-21"),
        StatusText.rotationsDue(2),
    ]

    private static let kinds: [Inbox.Kind] = [
        .resume, .erasure, .erasing, .erasingNeedsWriter, .erasingNeedsReader, .restore, .asked, .words, .received,
        .unopened, .assignment,
    ]

    /// Each request answered either way.
    private static var answers: [OfficerText] {
        kinds.flatMap { kind in
            [RequestAnswer.Decision.approve, .refuse].map { decision in
                .answered(
                    .init(
                        number: 17, kind: kind, login: "mira", case: "K-7F3Q2M-X", record: nil, until: nil,
                        decision: decision))
            }
        }
    }

    static var keys: [any Message] {
        let said: [[any Message]] = [replaced, destroyed, copies, told, answers]
        return said.flatMap { $0 }
    }
}
