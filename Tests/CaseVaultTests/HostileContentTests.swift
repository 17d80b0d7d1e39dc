import CaseVault
import Testing
import VaultTesting

/// Guards what people and programs may put in: names are plain, content is text and comes back byte for byte.
@Suite(.serialized) struct HostileContentTests {
    /// Names that look empty, break a line, turn the writing round, or cannot be typed.
    private static let badNames = [
        "", "a\u{0}b", "a\nb", "a\rb", "\t", "a\u{1B}[2J", "a\u{7F}", "a\u{85}b", "a\u{9B}31m", "a\u{AD}b",
        "a\u{200B}b", "a\u{200D}b", "a\u{200E}b", "a\u{200F}b", "a\u{2028}b", "a\u{2029}b", "a\u{202A}b", "a\u{202E}b",
        "a\u{2066}b", "a\u{2069}b", "\u{FEFF}a", "a\u{E000}b", "a\u{E0041}b", "a\u{FFFF}b", "a\u{0378}b",
        String(repeating: "a", count: 201), String(repeating: "e\u{301}", count: 101),
        String(repeating: "😀", count: 201),
    ]
    private static let goodNames = [
        "J", "Jelena Petrović", "Јелена Петровић", "Gjyljeta Ç. Ëndrra", "O’Neill-Đorđević (druga)", "שרה", "فاطمة",
        "Sar san, phen — lačhi?", "😀", String(repeating: "ђ", count: 200), String(repeating: "e\u{301}", count: 100),
        "'; DROP TABLE record; --", "%s%n", "<b>&amp;</b>", "\"\\", "../../etc/passwd",
    ]

    @Test func labels() async throws {
        let (house, vault, mira) = try await opened()
        for label in Self.badNames {
            await #expect(throws: VaultError.invalid(.label), "\(label.debugDescription)") {
                _ = try await vault.perform(CaseNew(label: label, lead: nil), in: mira)
            }
        }
        for label in Self.goodNames {
            let reference = try await vault.perform(CaseNew(label: label, lead: nil), in: mira).case
            #expect(try await vault.show("\(reference)/1", in: mira).content.array == Array(label.utf8))
        }
        let listed = try await vault.perform(CaseList(names: true, purpose: Purpose.named("court")), in: mira)
        #expect(Set(listed.compactMap(\.label)).isSuperset(of: Self.goodNames))
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// A label that comes as a record is shown in the same list: the same rules hold.
    @Test func labelsWrittenAsRecords() async throws {
        let small = try await SmallHouses.shared.value
        let copy = try TestVault(copying: small.vault)
        let vault = try await copy.open()
        let lena = try await vault.unlocked("lena")
        let record = "\(small.cases[0])/1"
        var revision: UInt64 = 1
        for label in Self.badNames.dropFirst() {
            let edited = try await tried { try await vault.edit(record, replacing: revision, label, in: lena) }
            let added = try await tried {
                try await vault.perform(
                    RecordAdd(
                        case: small.cases[0], compartment: Compartment.named("identity"), form: "label",
                        content: Bytes(Array(label.utf8)), language: ""), in: lena)
            }
            revision = edited.value?.revision ?? revision
            #expect(edited.error == .invalid(.label), "\(label.debugDescription)")
            #expect(added.error == .invalid(.label), "\(label.debugDescription)")
        }
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    @Test func namesOfStaff() async throws {
        let (house, vault, _) = try await opened()
        let ana = try await vault.unlocked("ana")
        let roles = [try #require(Role("helpline"))]
        for name in Self.badNames {
            await #expect(throws: VaultError.invalid(.name), "\(name.debugDescription)") {
                _ = try await vault.perform(StaffAdd(login: "nova", name: name, roles: roles), in: ana)
            }
        }
        for (index, name) in Self.goodNames.enumerated() {
            _ = try await vault.perform(StaffAdd(login: "nova\(index)", name: name, roles: roles), in: ana)
            #expect(try await vault.perform(StaffShow(login: "nova\(index)"), in: ana).name == name)
        }
        await vault.close()
        let again = try await house.open()
        let staff = try await again.perform(StaffList(), in: try await again.unlocked("ana"))
        #expect(Set(staff.compactMap(\.name)) == Set(Self.goodNames))
        await again.close()
        #expect(try await house.check().findings == [])
    }

    @Test func logins() async throws {
        let (house, vault, _) = try await opened()
        let ana = try await vault.unlocked("ana")
        let roles = [try #require(Role("helpline"))]
        let bad = [
            "", "a", "Ana", "ANA", "1a", "-a", ".a", "_a", "a b", "a\n", "a\u{0}b", "ана", "žana", "a/b", "a:b", "a@b",
            "a+b",
            "a\u{301}b", "аna", "aⅱ", "a%00", "../a", String(repeating: "a", count: 33), "a\u{202E}b", " ana", "ana ",
        ]
        for login in bad {
            await #expect(throws: VaultError.invalid(.login), "\(login.debugDescription)") {
                _ = try await vault.perform(StaffAdd(login: login, name: nil, roles: roles), in: ana)
            }
        }
        for login in ["aa", "a1", "a.b", "a-b", "a_b", "a..", "a--", "zz9", String(repeating: "a", count: 32)] {
            #expect(try await vault.perform(StaffAdd(login: login, name: nil, roles: roles), in: ana).login == login)
            await #expect(throws: VaultError.loginTaken) {
                _ = try await vault.perform(StaffAdd(login: login, name: nil, roles: roles), in: ana)
            }
        }
        await #expect(throws: VaultError.loginTaken) {
            _ = try await vault.perform(StaffAdd(login: "ana", name: nil, roles: roles), in: ana)
        }
        for roles in [[], ["helpline", "helpline"]] {
            await #expect(throws: VaultError.invalid(.roles)) {
                _ = try await vault.perform(
                    StaffAdd(login: "nova", name: nil, roles: roles.compactMap { Role($0) }), in: ana)
            }
        }
        // Where a login is asked for and not made, none of them is anybody.
        for login in bad + [String(repeating: "a", count: 100_000)] {
            await #expect(throws: VaultError.notPermitted, "\(login.prefix(40).debugDescription)") {
                _ = try await vault.perform(StaffShow(login: login), in: ana)
            }
        }
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func formsAndLanguages() async throws {
        let (house, vault, mira) = try await opened()
        let reference = try await newCase(vault, mira)
        let badForms = [
            "", "a", "A1", "1a", "_a", "a-b", "a b", "aB", "ađ", "а1", "a\n", "a\u{0}", "a.b", "header",
            String(repeating: "a", count: 33),
        ]
        for form in badForms {
            await #expect(throws: VaultError.invalid(.form), "\(form.debugDescription)") {
                _ = try await add("x", reference, form: form, vault, mira)
            }
        }
        for form in ["aa", "a1", "a_", "note_2", "case_", "label", String(repeating: "z", count: 32)] {
            let record = try await add("x", reference, form: form, vault, mira)
            #expect(try await vault.show(record, in: mira).line.form == form)
        }
        let badLanguages = ["s", "sr_Cyrl", "sr RS", "ср", "sr\n", "s\u{0}r", String(repeating: "s", count: 17)]
        for language in badLanguages {
            await #expect(throws: VaultError.invalid(.language), "\(language.debugDescription)") {
                _ = try await add("x", reference, language: language, vault, mira)
            }
        }
        for language in ["", "sr", "sr-Cyrl-RS", "rom", "sq-XK", "HU", String(repeating: "s", count: 16)] {
            _ = try await add("x", reference, language: language, vault, mira)
        }
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func contentThatIsRefused() async throws {
        let (house, vault, mira) = try await opened()
        let reference = try await newCase(vault, mira)
        let record = try await add("x", reference, vault, mira)
        let bad: [[UInt8]] = [
            [], [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0xE2, 0x82], [0x80], Array("a".utf8) + [0xC3],
            [0xFE, 0xFF, 0x00, 0x54],
            [0xFF, 0xFE, 0x41, 0x00], Array(repeating: 0x61, count: (1 << 20) + 1),
            Array(repeating: 0x61, count: (1 << 20) - 1) + [0xC5, 0xA1], Array(repeating: 0x61, count: 3 << 20),
        ]
        for content in bad {
            let name = "\(content.prefix(8)) of \(content.count)"
            await #expect(throws: VaultError.invalid(.content), "\(name)") {
                _ = try await add(content, reference, vault, mira)
            }
            await #expect(throws: VaultError.invalid(.content), "\(name)") {
                _ = try await edit(record, content, vault, mira)
            }
        }
        #expect(try await vault.show(record, in: mira).text == "x")
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func contentComesBackByteForByte() async throws {
        let (house, vault, mira) = try await opened()
        let reference = try await newCase(vault, mira)
        let texts = [
            "Poštovana gospođo Đurđević, tužba je predata; šta želite? ČĆŽŠĐ čćžšđ ǆ ǉ ǌ",
            "Поштована госпођо Ђурђевић, тужба је предата; шта желите? ЉЊЏЋЂ љњџћђ",
            "Përshëndetje, zonja Çelaj: dëshmia u dorëzua më 3 nëntor.",
            "Me sem Romani džuvli; nasvali sem, na džanav so te kerav. Ćhavo, ʒ, ś",
            "Jó napot! Őszintén: űrlap, árvíztűrő tükörfúrógép", "עברית 123 عربي",
            "\u{202E}txt.exe\u{202C} \u{2066}x\u{2069}",
            "\u{1B}[2J\u{1B}[H\u{1B}]0;owned\u{07}\u{1B}P1$r\u{1B}\\", "\u{0}", "a\u{0}b\u{0}", "\r\n\r\n", "\n", " ",
            "\u{FEFF}x",
            "\u{9B}31m", "e\u{301} and \u{E9}", "š and s\u{30C}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
            "\u{FFFD}\u{FFFF}\u{10FFFF}",
            "{\"label\":\"casevault/v1/record\"}", "=cmd|' /C calc'!A0", "\u{2028}\u{2029}\u{85}",
            String((0..<0x80).map { Character(Unicode.Scalar(UInt8($0))) }),
        ]
        var records: [String: [UInt8]] = [:]
        for text in texts { records[try await add(Array(text.utf8), reference, vault, mira)] = Array(text.utf8) }
        let full = Array(repeating: UInt8(ascii: "a"), count: (1 << 20) - 2) + [0xC5, 0xA1]
        for content in [[0x61], full] { records[try await add(content, reference, vault, mira)] = content }
        let last = try await add("x", reference, vault, mira)
        #expect(try await edit(last, full, vault, mira) == 2)
        records[last] = full
        #expect(full.count == 1 << 20)
        await vault.close()
        let again = try await house.open()
        let session = try await again.unlocked("mira")
        for (record, content) in records {
            let read = try await again.show(record, in: session).content.array
            #expect(read == content, "\(record)")
        }
        let all = try await again.perform(
            CaseRead(
                case: reference, compartment: Compartment.named("legal"), since: nil, purpose: Purpose.named("court"),
                showing: .terminal), in: session)
        #expect(Set(all.map(\.content.array)) == Set(records.values))
        await again.close()
        #expect(try await house.check().findings == [])
    }

    // MARK: - In one line each

    private func opened() async throws -> (TestVault, Vault, Session) {
        let house = try TestVault(copying: try await HostileHouse.shared.value)
        let vault = try await house.open()
        return (house, vault, try await vault.unlocked("mira"))
    }

    private func newCase(_ vault: Vault, _ session: Session) async throws -> CaseReference {
        try await vault.newCase(in: session)
    }

    private func add(
        _ content: [UInt8], _ reference: CaseReference, form: String = "advice", language: String = "sr",
        _ vault: Vault,
        _ session: Session
    ) async throws -> String {
        try await vault.perform(
            RecordAdd(
                case: reference, compartment: try Compartment.named("legal"), form: form, content: Bytes(content),
                language: language), in: session
        ).record
    }

    private func add(
        _ text: String, _ reference: CaseReference, form: String = "advice", language: String = "sr", _ vault: Vault,
        _ session: Session
    ) async throws -> String {
        try await add(Array(text.utf8), reference, form: form, language: language, vault, session)
    }

    private func edit(_ record: String, _ content: [UInt8], _ vault: Vault, _ session: Session) async throws -> UInt64 {
        try await vault.perform(
            RecordEdit(
                record: try RecordReference(record), replacing: 1, content: Bytes(content),
                purpose: try Purpose.named("follow-up")), in: session
        ).revision
    }
}

/// A vault with an administrator and a lawyer, closed.
private enum HostileHouse {
    static let shared = Task {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        try await vault.enrolled("mira", ["attorney"], by: try await vault.unlocked("ana"))
        await vault.close()
        return house
    }
}
