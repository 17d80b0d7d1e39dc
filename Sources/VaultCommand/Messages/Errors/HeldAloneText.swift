import CaseVault

/// What a person alone holds, and what can be done about it before she is taken out of work.
struct HeldAloneText: Message {
    let cases: [HeldAlone]
    let canGoOn: Bool

    /// As many cases are named as a line can hold; the first ones are enough to begin with.
    private static let shown = 5

    private var list: String {
        let named = cases.prefix(Self.shown).map { held in
            "\(held.case) (\(held.compartments.map(\.description).joined(separator: ", ")))"
        }
        return named.joined(separator: "; ") + (cases.count > Self.shown ? "; …" : "")
    }

    var english: String {
        "Without her nobody could open, in \(Counted.english(cases.count, "case", "cases")): \(list). Nothing was changed. "
            + "First assign someone else who works there and let her unlock: casevault case assign CASE LOGIN"
            + (canGoOn ? ". All the same: the same command, ending in --yes LOGIN (conflict declare: --yes CASE)" : "")
    }

    var serbian: String {
        "Bez nje niko ne bi mogao da otvori (\(Counted.serbian(cases.count, "predmet", "predmeta", "predmeta"))): \(list). "
            + "Ništa nije promenjeno. Prvo dajte pristup još nekome ko tu radi, i neka otključa: "
            + "casevault case assign CASE LOGIN"
            + (canGoOn ? ". Ipak: ista naredba, a na kraju --yes LOGIN (conflict declare: --yes CASE)" : "")
    }
}
