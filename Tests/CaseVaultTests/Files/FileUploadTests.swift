import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// Guards that an upload can be interrupted anywhere and goes on, that it is no record before it is whole, and who may.
@Suite struct FileUploadTests {
    private static let chunk = FileUpload.chunkByteCount

    /// Begins, sends the first chunks, and ends the program there.
    private func interrupt(_ house: FileHouse, _ data: [UInt8], after chunks: Int, as login: String = "mira")
        async throws
    {
        try await house.with(login) { vault, session in
            let begun = try await vault.perform(try house.begin(data), in: session)
            let upload = try await vault.upload(begun.upload, in: session)
            for index in 0..<chunks { try upload.put(Array(data[upload.bytes(of: index)]), at: index) }
        }
    }

    @Test(arguments: 0...4)
    func anInterruptedUploadGoesOn(_ chunks: Int) async throws {
        let house = try await FileHouse()
        let data = sample(3 * Self.chunk + 5)
        try await interrupt(house, data, after: chunks)
        let there = house.chunkFiles
        #expect(there.count == 1)
        let report = try await house.house.check()
        #expect(report.ok && report.findings.map(\.kind) == [.uploadUnfinished])
        try await house.with("mira") { vault, session in
            #expect(try await vault.status().unfinishedUploads == 1)
            let begun = try await vault.perform(try house.begin(data), in: session)
            #expect(begun.stored == min(chunks, 3))
            #expect(begun.upload == there.first)
        }
        let file = try await house.add(data)
        #expect(house.chunkFiles == there)
        #expect(try await house.get(file) == data)
        #expect(try await house.house.check().findings == [])
        #expect(try await house.with("mira") { vault, _ in try await vault.status().unfinishedUploads } == 0)
    }

    @Test func aFileOfTheSameNameAndSizeWithOtherBytesIsTheNewOne() async throws {
        let house = try await FileHouse()
        let data = sample(3 * Self.chunk)
        try await interrupt(house, data, after: 2)
        var other = data
        other[Self.chunk + 7] ^= 1
        let file = try await house.add(other)
        #expect(try await house.get(file) == other)
        #expect(try await house.house.check().findings == [])
    }

    @Test func tornAndForeignChunksAreSealedAnew() async throws {
        let house = try await FileHouse()
        let data = sample(3 * Self.chunk)
        try await interrupt(house, data, after: 3)
        let path = "\(house.files)/\(try #require(house.chunkFiles.first))"
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[Self.chunk / 2] ^= 0xFF
        try (bytes + Data(count: 5000)).write(to: URL(filePath: path))
        let file = try await house.add(data)
        #expect(try await house.get(file) == data)
        #expect(try await house.house.check().findings == [])
    }

    @Test func anotherFileIsAnotherUpload() async throws {
        let house = try await FileHouse()
        let data = sample(Self.chunk)
        try await interrupt(house, data, after: 1)
        try await house.add(data, name: "drugi.pdf")
        try await house.add(data + [1])
        // Lena's file of the same name is not mira's.
        try await house.add(data, to: "core", as: "lena")
        #expect(house.chunkFiles.count == 4)
        #expect(try await house.with("mira") { vault, _ in try await vault.status().unfinishedUploads } == 1)
    }

    @Test func chunksComeInAnyOrderAndAgain() async throws {
        let house = try await FileHouse()
        let data = sample(2 * Self.chunk + 9)
        let file = try await house.with("mira") { vault, session in
            let begun = try await vault.perform(try house.begin(data), in: session)
            let upload = try await vault.upload(begun.upload, in: session)
            for index in [2, 0, 1, 0, 2] { try upload.put(Array(data[upload.bytes(of: index)]), at: index) }
            return try await vault.perform(FileFinish(upload: begun.upload), in: session).file
        }
        #expect(try await house.get(file) == data)
        #expect(try await house.house.check().findings == [])
    }

    @Test func whatIsNotWholeIsNotFinished() async throws {
        let house = try await FileHouse()
        let data = sample(3 * Self.chunk)
        try await house.with("mira") { vault, session in
            let begun = try await vault.perform(try house.begin(data), in: session)
            let upload = try await vault.upload(begun.upload, in: session)
            // A hole: the first was never sent, the length is there.
            for index in 1..<upload.chunkCount { try upload.put(Array(data[upload.bytes(of: index)]), at: index) }
            await #expect(throws: VaultError.invalid(.fileIncomplete)) {
                try await vault.perform(FileFinish(upload: begun.upload), in: session)
            }
            #expect(throws: VaultError.invalid(.fileChunk)) { try upload.put([1], at: 0) }
            #expect(throws: VaultError.invalid(.fileChunk)) { try upload.put([], at: 99) }
            #expect(throws: VaultError.invalid(.fileChunk)) { try upload.put([], at: -1) }
            try upload.put(Array(data[upload.bytes(of: 0)]), at: 0)
            _ = try await vault.perform(FileFinish(upload: begun.upload), in: session)
            #expect(throws: VaultError.sessionEnded) { try upload.put(Array(data[upload.bytes(of: 0)]), at: 0) }
            await #expect(throws: VaultError.notPermitted) {
                try await vault.perform(FileFinish(upload: begun.upload), in: session)
            }
        }
        #expect(try await house.house.check().findings == [])
    }

    @Test func anUploadIsGivenUp() async throws {
        let house = try await FileHouse()
        try await interrupt(house, sample(2 * Self.chunk), after: 1)
        let id = try #require(house.chunkFiles.first)
        // Neither a colleague nor a reader of the folder may.
        await #expect(throws: VaultError.notPermitted) {
            try await house.with("lena") { try await $0.perform(FileDiscard(upload: id), in: $1) }
        }
        let listed = try await house.with("ana") { try await $0.perform(FileUnfinished(), in: $1) }
        #expect(listed.map(\.upload) == [id] && listed.first?.name == nil && listed.first?.author == "mira")
        let own = try await house.with("mira") { try await $0.perform(FileUnfinished(), in: $1) }
        #expect(own.first?.name == "nalaz.pdf" && own.first?.case == house.reference)
        #expect(try await house.with("lena") { try await $0.perform(FileUnfinished(), in: $1) }.isEmpty)
        _ = try await house.with("ana") { try await $0.perform(FileDiscard(upload: id), in: $1) }
        #expect(house.chunkFiles == [])
        let report = try await house.house.check()
        #expect(report.findings == [])
        #expect(try await house.with("mira") { vault, _ in try await vault.verifyLog().verdict } == .ok)
    }

    @Test func aFileThatNothingKnowsIsNamedAndAnOfficerRemovesIt() async throws {
        let house = try await FileHouse()
        let id = String(repeating: "ab", count: 16)
        try Data([1, 2, 3]).write(to: URL(filePath: "\(house.files)/\(id)"))
        let report = try await house.house.check()
        #expect(report.findings == [.init(object: "files/\(id)", kind: .unexpected)])
        await #expect(throws: VaultError.notPermitted) {
            try await house.with("mira") { try await $0.perform(FileDiscard(upload: id), in: $1) }
        }
        #expect(try await house.with("ana") { try await $0.perform(FileUnfinished(), in: $1) }.map(\.upload) == [id])
        _ = try await house.with("ana") { try await $0.perform(FileDiscard(upload: id), in: $1) }
        #expect(try await house.house.check().findings == [])
    }

    @Test func aFinishedFileIsNotDiscarded() async throws {
        let house = try await FileHouse()
        try await house.add(sample(5))
        let id = try #require(house.chunkFiles.first)
        for login in ["mira", "ana"] {
            await #expect(throws: VaultError.notPermitted) {
                try await house.with(login) { try await $0.perform(FileDiscard(upload: id), in: $1) }
            }
        }
        #expect(house.chunkFiles == [id])
    }

    @Test func theCompartmentAndTheCaseDecide() async throws {
        let house = try await FileHouse()
        await #expect(throws: VaultError.notPermitted) { try await house.add([1], to: "psych") }
        await #expect(throws: VaultError.notPermitted) { try await house.add([1], to: "legal", as: "lena") }
        let file = try await house.add(sample(7), to: "attorney")
        await #expect(throws: VaultError.notPermitted) { try await house.get(file, as: "lena") }
        // Whoever writes without reading opens her own, and nobody else's.
        let own = try await house.add(sample(8), to: "core", as: "hana")
        #expect(try await house.get(own, as: "hana") == sample(8))
        let lenas = try await house.add(sample(8), to: "core", as: "lena")
        await #expect(throws: VaultError.notPermitted) { try await house.get(lenas, as: "hana") }
        let data = sample(Self.chunk)
        try await house.with("lena") { vault, lena in
            let begun = try await vault.perform(try house.begin(data, to: "core"), in: lena)
            try await vault.upload(begun.upload, in: lena).send {
                $1.replaceSubrange($2..<$2 + $0.count, with: data[$0])
            }
            _ = try await vault.perform(CaseSetState(case: house.reference, state: .closed), in: lena)
            await #expect(throws: VaultError.caseClosed) {
                try await vault.perform(FileFinish(upload: begun.upload), in: lena)
            }
            await #expect(throws: VaultError.caseClosed) {
                try await vault.perform(try house.begin([1], to: "core"), in: lena)
            }
            // Reading goes on, and says that the case is closed.
            _ = try await vault.get(lenas, in: lena)
            let line = try #require(try await vault.auditLines().last { $0.contains("file.read") })
            #expect(line.contains("closed"))
            _ = try await vault.perform(FileDiscard(upload: begun.upload), in: lena)
        }
        #expect(try await house.house.check().findings == [])
    }

    @Test func aLockedSessionGivesNoMoreBytes() async throws {
        let house = try await FileHouse()
        let data = sample(2 * Self.chunk)
        let file = try await house.add(data)
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let get = FileGet(file: try RecordReference(file), purpose: try Purpose.named("court"), showing: .piped)
        let reading = try await vault.open(get, in: mira)
        let begun = try await vault.perform(try house.begin(data, name: "drugi"), in: mira)
        let upload = try await vault.upload(begun.upload, in: mira)
        #expect(try reading.bytes(of: 0).count == Self.chunk)
        await vault.lock(mira)
        #expect(throws: VaultError.sessionEnded) { try reading.bytes(of: 1) }
        #expect(throws: VaultError.sessionEnded) { try upload.put(Array(data[upload.bytes(of: 0)]), at: 0) }
        await vault.close()
    }

    /// The same when she is suspended, whatever is remembered of her: a refusal of this minute names her.
    @Test func aSuspendedPersonGetsNoMoreBytes() async throws {
        let house = try await FileHouse()
        let data = sample(2 * Self.chunk)
        let file = try RecordReference(try await house.add(data))
        let vault = try await house.house.open()
        let (ana, mira) = (try await vault.unlocked("ana"), try await vault.unlocked("mira"))
        let get = FileGet(file: file, purpose: try Purpose.named("court"), showing: .piped)
        let reading = try await vault.open(get, in: mira)
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(StaffSuspend(login: "lena", lastHolder: .goesOn), in: mira)
        }
        #expect(try reading.bytes(of: 0).count == Self.chunk)
        _ = try await vault.perform(StaffSuspend(login: "mira", lastHolder: .goesOn), in: ana)
        #expect(throws: VaultError.sessionEnded) { try reading.bytes(of: 1) }
        await vault.close()
    }

    /// A session that ends meanwhile ends the upload for good; whoever still has it has no key any more.
    @Test func anUploadThatIsClosedStaysClosed() async throws {
        let house = try await FileHouse()
        let data = sample(Self.chunk)
        try await house.with("mira") { vault, session in
            let begun = try await vault.perform(try house.begin(data), in: session)
            let upload = try await vault.upload(begun.upload, in: session)
            try upload.put(data, at: 0)
            upload.close()
            upload.goOn()
            #expect(throws: VaultError.sessionEnded) { try upload.put(data, at: 0) }
            await #expect(throws: VaultError.sessionEnded) { _ = try await upload.complete() }
        }
        #expect(try await house.house.check().ok)
    }

    /// The case is closed between the last chunk and the end: nothing is lost, and the upload still takes chunks.
    @Test func whatBecameNoRecordGoesOn() async throws {
        let house = try await FileHouse()
        let data = sample(Self.chunk + 1)
        try await house.with("mira") { vault, session in
            let begun = try await vault.perform(try house.begin(data), in: session)
            let upload = try await vault.upload(begun.upload, in: session)
            for index in 0..<2 { try upload.put(Array(data[upload.bytes(of: index)]), at: index) }
            let lena = try await vault.unlock(
                login: "lena", passphrase: try Passphrase.typed("lena's long passphrase")
            ).session
            let close = CaseSetState(case: house.reference, state: .closed)
            _ = try await vault.perform(close, in: lena)
            await #expect(throws: VaultError.caseClosed) {
                _ = try await vault.perform(FileFinish(upload: begun.upload), in: session)
            }
            try upload.put(Array(data[upload.bytes(of: 1)]), at: 1)
            _ = try await vault.perform(CaseSetState(case: house.reference, state: .open), in: lena)
            let file = try await vault.perform(FileFinish(upload: begun.upload), in: session).file
            #expect(try await vault.get(file, in: session) == data)
        }
        #expect(try await house.house.check().findings == [])
    }

    /// The two threads that send belong to no task; its end reaches them all the same.
    @Test func aCancelledTaskStopsSending() async throws {
        let house = try await FileHouse()
        let data = sample(40 * Self.chunk)
        try await house.with("mira") { vault, session in
            let begun = try await vault.perform(try house.begin(data), in: session)
            let upload = try await vault.upload(begun.upload, in: session)
            let sending = Task {
                try await upload.send { range, buffer, place in
                    Thread.sleep(forTimeInterval: 0.02)
                    buffer.replaceSubrange(place..<place + range.count, with: data[range])
                }
            }
            try await Task.sleep(for: .milliseconds(30))
            sending.cancel()
            await #expect(throws: VaultError.stopped) { try await sending.value }
            try await upload.send { $1.replaceSubrange($2..<$2 + $0.count, with: data[$0]) }
            let file = try await vault.perform(FileFinish(upload: begun.upload), in: session).file
            #expect(try await vault.get(file, in: session) == data)
        }
    }

    /// A chunk that was hashed is written over and not sent to its end: the hash is of what the file holds.
    @Test func theHashIsOfWhatIsThere() async throws {
        let house = try await FileHouse()
        var data = sample(2 * Self.chunk)
        try await house.with("mira") { vault, session in
            let begun = try await vault.perform(try house.begin(data), in: session)
            let upload = try await vault.upload(begun.upload, in: session)
            for index in 0..<upload.chunkCount { try upload.put(Array(data[upload.bytes(of: index)]), at: index) }
            data[7] ^= 1
            let changed = data
            // The second chunk fails while the first is still read: that is written, and nobody takes it any more.
            await #expect(throws: VaultError.stopped) {
                try await upload.send { range, buffer, place in
                    guard range.lowerBound == 0 else { throw VaultError.stopped }
                    Thread.sleep(forTimeInterval: 0.3)
                    buffer.replaceSubrange(place..<place + range.count, with: changed[range])
                }
            }
            let file = try await vault.perform(FileFinish(upload: begun.upload), in: session).file
            #expect(try await vault.get(file, in: session) == changed)
        }
        #expect(try await house.house.check().findings == [])
    }
}
