import Foundation
import Platform
import Testing

/// Guards: a session at which nobody presses a key locks itself and empties the window, at its prompt and in an editor,
/// whose text becomes a draft; and Ctrl-C ends a long command, not the session.
///
/// In real time, with seconds instead of minutes: what is guarded is that a program in a process of its own comes back from
/// waiting for the terminal (poll), and no clock of a test would let the kernel end that wait.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SessionLockTests {
    private static let cleared = "\u{1B}[2J\u{1B}[H\u{1B}[3J"

    @Test(arguments: [[], ["--plain"]])
    func nobodyPressesAKeyAtThePrompt(_ form: [String]) async throws {
        let place = try SessionPlace()
        try await place.holds(form, idleSeconds: 2) { steps in
            try steps.unlock()
            try steps.say("case new", until: "abel")
            try steps.say("Ana Petrova Marić", until: SessionPlace.prompt)
            #expect(place.registered == 1)
            let shown = steps.read(until: "To go on")
            #expect(place.registered == 0)
            #expect(shown.contains(Self.cleared) && shown.contains("no key was pressed"))
            try steps.secret(SessionPlace.passphrase)
            _ = steps.read(until: SessionPlace.prompt)
            _ = steps.read(until: "To go on")
            try steps.leave()
        }
    }

    /// A question of a command waits no longer than the prompt: nobody answers, and the session is locked.
    @Test func nobodyAnswersAQuestion() async throws {
        let place = try SessionPlace()
        try await place.holds(idleSeconds: 1) { steps in
            try steps.unlock()
            try steps.say("case new", until: "abel")
            let shown = steps.read(until: "To go on")
            #expect(shown.contains(Self.cleared) && shown.contains("no key was pressed"))
            try steps.leave()
        }
    }

    /// Typing in the editor keeps the session open, saved or not; then the draft's number is said in the empty window.
    @Test(.enabled(if: SessionPlace.hasVim, "vim is not installed")) func nobodyPressesAKeyInTheEditor() async throws {
        let place = try SessionPlace()
        try await place.holds(idleSeconds: 3) { steps in
            try steps.unlock()
            try steps.say("case new", until: "abel")
            try steps.say("", until: SessionPlace.prompt)
            try steps.say("record add - --compartment core", until: "proc/self/fd")
            var shown = ""
            let begun = SystemClock.system.sinceBoot
            while SystemClock.system.sinceBoot - begun < 5000 {
                try steps.person.type("inoć \u{1B}")
                shown += steps.person.read(waiting: 0.5) ?? ""
            }
            #expect(shown.contains("no") && !shown.contains("no key was pressed"))
            let end = steps.read(until: "To go on")
            let window = end.components(separatedBy: Self.cleared).last ?? ""
            #expect(window.contains("no key was pressed") && window.contains("casevault record resume 1"))
            try steps.secret(SessionPlace.passphrase)
            _ = steps.read(until: SessionPlace.prompt)
            try steps.say("record drafts", until: "K-")
            try steps.quit()
        }
    }

    /// An attachment that somebody made endless: hashing it would take minutes.
    @Test func controlCEndsACheckAndNotTheSession() async throws {
        let place = try SessionPlace()
        try await place.holds { steps in
            try steps.unlock()
            try steps.say("case new", until: "abel")
            try steps.say("", until: SessionPlace.prompt)
            try Data("Presuda.".utf8).write(to: URL(fileURLWithPath: "\(place.folder)/judgement.txt"))
            try steps.say("file add - \(place.folder)/judgement.txt --compartment core", until: SessionPlace.prompt)
            try place.makeAttachmentEndless()
            try steps.say("check", until: "hecking")
            let begun = SystemClock.system.sinceBoot
            try steps.person.type("\u{3}")
            let shown = steps.read(until: SessionPlace.prompt)
            #expect(shown.contains("Stopped") && SystemClock.system.sinceBoot - begun < 3000)
            try steps.say("case list", until: "K-")
            try steps.quit()
        }
    }

    /// The wait before the next try with a passphrase is not sat out.
    @Test func controlCEndsAWaitAndNotTheSession() async throws {
        let place = try SessionPlace()
        try await place.holds { steps in
            try steps.unlock()
            try steps.say("passphrase", until: "assphrase of mira")
            var shown = ""
            for _ in 0..<9 where !shown.contains("trying in") {
                try steps.secret("ovo nije lozinka nijedne žene")
                shown = steps.read(untilOneOf: ["trying in", "assphrase of mira", SessionPlace.prompt])
                if shown.contains(SessionPlace.prompt) { try steps.say("passphrase", until: "assphrase of mira") }
            }
            #expect(shown.contains("trying in"))
            let begun = SystemClock.system.sinceBoot
            try steps.person.type("\u{3}")
            let end = steps.read(until: SessionPlace.prompt)
            #expect(end.contains("Stopped") && SystemClock.system.sinceBoot - begun < 3000)
            try steps.quit()
        }
    }
}
