import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// A vault with a case that mira, an attorney, and lena, its lead, work on; files come and go.
struct FileHouse {
    let house: TestVault
    let reference: CaseReference

    init() async throws {
        house = try TestVault()
        let (vault, ana) = try await house.staffed(["mira": "attorney", "lena": "case-lead", "hana": "helpline"])
        let new = try await vault.perform(CaseNew(label: nil, lead: "lena"), in: ana)
        reference = try CaseReference(new.case)
        for login in ["mira", "hana"] {
            _ = try await vault.perform(CaseAssign(case: reference, login: login), in: ana)
        }
        _ = try await vault.unlocked("lena")
        await vault.close()
    }

    var files: String { house.directory + "/files" }

    /// The chunk files as they lie there.
    var chunkFiles: [String] { (try? FileManager.default.contentsOfDirectory(atPath: files).sorted()) ?? [] }

    /// Runs with the vault open and a person unlocked.
    func with<R>(_ login: String, _ body: (Vault, Session) async throws -> R) async throws -> R {
        try await house.with(login, body)
    }

    func begin(_ data: [UInt8], name: String = "nalaz.pdf", to compartment: String = "legal") throws -> FileBegin {
        FileBegin(
            case: reference, compartment: try Compartment.named(compartment), name: name, type: "application/pdf",
            size: UInt64(data.count))
    }

    @discardableResult
    func add(
        _ data: [UInt8], name: String = "nalaz.pdf", to compartment: String = "legal", as login: String = "mira"
    ) async throws -> String {
        try await with(login) { try await $0.add(data, try begin(data, name: name, to: compartment), in: $1) }
    }

    func get(_ file: String, from: UInt64 = 0, count: UInt64? = nil, as login: String = "mira") async throws -> [UInt8]
    {
        try await with(login) { try await $0.get(file, from: from, count: count, in: $1) }
    }
}

extension Vault {
    /// Sends a whole file and makes it a record.
    func add(_ data: [UInt8], _ begin: FileBegin, in session: Session) async throws -> String {
        let begun = try await perform(begin, in: session)
        try await upload(begun.upload, in: session).send { $1.replaceSubrange($2..<$2 + $0.count, with: data[$0]) }
        return try await perform(FileFinish(upload: begun.upload), in: session).file
    }

    /// Opens a range, in order and on two threads, as the command line does.
    func get(_ file: String, from: UInt64 = 0, count: UInt64? = nil, in session: Session) async throws -> [UInt8] {
        let get = FileGet(
            file: try RecordReference(file), from: from, count: count, purpose: try Purpose.named("court"),
            showing: .piped)
        let collected = Collected()
        try await open(get, in: session).drain { collected.append($0) }
        return collected.bytes
    }
}

/// Bytes that arrive from other threads.
final class Collected: @unchecked Sendable {
    // One call at a time, as `drain` promises; a lock all the same, so that a broken promise is a wrong answer, no race.
    private let lock = NSLock()
    private var all: [UInt8] = []

    func append(_ bytes: ArraySlice<UInt8>) { lock.withLock { all += bytes } }

    var bytes: [UInt8] { lock.withLock { all } }
}

/// Bytes that are the same in every run and differ from chunk to chunk: a block whose length is prime, again and again.
func sample(_ count: Int) -> [UInt8] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    var block: [UInt8] = []
    for _ in 0..<4099 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        block.append(UInt8(truncatingIfNeeded: state >> 56))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + block.count)
    while bytes.count < count { bytes += block }
    return Array(bytes.prefix(count))
}
