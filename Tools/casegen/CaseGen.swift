import ArgumentParser
import Foundation

/// Makes a believable organisation: a vault whose log spans three years, its gate, facts.json, and the table it kept before.
@main struct CaseGen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casegen", abstract: "Make an invented house with three years of work in a new folder.")

    @Argument(help: "A folder that does not exist yet.") var folder: String
    @Option(help: "The same seed, size and last day give the same story.") var seed: UInt64 = 1
    @Option(help: "How many clients.") var clients = 200
    @Option(help: "How many records, attachments counted; about.") var records = 2000
    @Option(help: "The last day, as 2026-03-05; yesterday when not said.") var until: String?
    @Flag(help: "Go on in a folder where Ctrl-C or TERM stopped; seed, size and last day are those of then.")
    var resume = false

    func validate() throws {
        guard clients > 0, records >= clients else {
            throw ValidationError("at least one client, and a record for each")
        }
    }

    func run() async throws {
        // A second one would end it at once, and nothing could go on from there.
        StopRequest.hold()
        let stopped = resume ? try StoppedMaking(in: folder) : nil
        let plan =
            try stopped?.plan
            ?? StoppedMaking.Plan(seed: seed, clients: clients, records: records, until: lastDay())
        if !resume { try makeFolder() }
        let papers = Papers()
        for kind in papers.missing { note("no \(kind.rawValue)s: \(kind.program) is not installed") }
        note("planning \(plan.records) records in three years")
        let story = Story(seed: plan.seed, clients: plan.clients, records: plan.records, until: plan.until)
        if stopped == nil { note("enrolling \(story.roster.all.count) people") }
        let playing =
            if let stopped {
                try await Playing(story, goingOnWith: stopped, in: folder, papers: papers)
            } else {
                try await Playing(story, in: folder, papers: papers)
            }
        if resume { try StoppedMaking.remove(in: folder) }
        let total = story.events.count
        var told = stopped?.done ?? 0
        let rest = try await playing.play(plan) { done in
            guard done >= told + 1000 || done == total else { return }
            told = done
            note("\(done) of \(total) events")
        } isStopped: {
            StopRequest.isAsked
        }
        if let rest {
            try rest.write(in: folder)
            note("stopped after \(rest.done) of \(total) events; go on with: casegen \(folder) --resume")
            throw ExitCode(130)
        }
        try await finish(playing.facts, plan, story)
    }

    private func makeFolder() throws {
        guard !FileManager.default.fileExists(atPath: folder) else { throw CaseGenError.notNew }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    private func finish(_ facts: Facts, _ plan: StoppedMaking.Plan, _ story: Story) throws {
        try facts.write(to: folder + "/facts.json", plan)
        let table = Spreadsheet().text(clients: plan.clients, before: story.start, seed: plan.seed)
        try table.write(toFile: folder + "/korisnice.csv", atomically: false, encoding: .utf8)
        try Spreadsheet.map.write(toFile: folder + "/korisnice.map.json", atomically: false, encoding: .utf8)
    }

    private func lastDay() throws -> UInt64 {
        let yesterday = UInt64(Date().timeIntervalSince1970 * 1000) - Story.day
        guard let day = WorkingHours().midnight(until ?? WorkingHours().date(yesterday)) else {
            throw CaseGenError.badDate
        }
        return day
    }

    private func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
