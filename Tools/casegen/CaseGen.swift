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

    func validate() throws {
        guard clients > 0, records >= clients else {
            throw ValidationError("at least one client, and a record for each")
        }
    }

    func run() async throws {
        let end = try lastDay()
        guard !FileManager.default.fileExists(atPath: folder) else { throw CaseGenError.notNew }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let papers = Papers()
        for kind in papers.missing { note("no \(kind.rawValue)s: \(kind.program) is not installed") }
        note("planning \(records) records in three years")
        let story = Story(seed: seed, clients: clients, records: records, until: end)
        note("enrolling \(story.roster.all.count) people")
        let playing = try await Playing(story, in: folder, papers: papers, seed: seed)
        let total = story.events.count
        var told = 0
        try await playing.play { done in
            guard done >= told + 1000 || done == total else { return }
            told = done
            note("\(done) of \(total) events")
        }
        try await playing.facts.write(to: folder + "/facts.json")
        let table = Spreadsheet().text(clients: clients, before: story.start, seed: seed)
        try table.write(toFile: folder + "/korisnice.csv", atomically: false, encoding: .utf8)
        try Spreadsheet.map.write(toFile: folder + "/korisnice.map.json", atomically: false, encoding: .utf8)
    }

    private func lastDay() throws -> UInt64 {
        let yesterday = UInt64(Date().timeIntervalSince1970 * 1000) - 86_400_000
        guard let until else { return yesterday }
        guard let day = WorkingHours().midnight(until) else { throw CaseGenError.badDate }
        return day
    }

    private func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
