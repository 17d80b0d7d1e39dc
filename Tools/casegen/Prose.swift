import SeededNumbers

/// What people of the house write in their own words: sentences put together from who says it, what happened, what was
/// done, and what is next. Some tens of each part give some hundred thousand notes.
struct Prose {
    enum Voice {
        case latin, cyrillic, albanian
    }

    /// Sentences for anybody, and such as are written only where there are children, or a marriage.
    struct Lines: ExpressibleByArrayLiteral {
        var any: [String]
        var ofChildren: [String] = []
        var ofMarriage: [String] = []

        init(arrayLiteral lines: String...) { any = lines }

        init(_ any: [String], ofChildren: [String] = [], ofMarriage: [String] = []) {
            (self.any, self.ofChildren, self.ofMarriage) = (any, ofChildren, ofMarriage)
        }
    }

    /// What notes about talks are made of, in one language.
    struct Parts {
        /// Who says it and how; the rest of the sentence follows.
        let tellings: Lines
        let events: Lines
        let done: Lines
        let next: Lines
    }

    /// Whether her own words stand in Romani, as she said them.
    let isRomani: Bool
    private let voice: Voice
    private let hasChildren: Bool
    private let isMarried: Bool

    init(_ voice: Voice, isRomani: Bool, of circumstances: Circumstances) {
        (self.voice, self.isRomani) = (voice, isRomani)
        hasChildren = !circumstances.children.isEmpty
        isMarried = ["married", "separated"].contains(circumstances.marital)
    }

    /// The tag of a record in which she speaks.
    var language: String { isRomani ? "rom" : voice == .albanian ? "sq" : "sr" }

    private var parts: Parts { voice == .albanian ? Self.albanian : Self.serbian }

    // MARK: - Of a talk

    func account(_ dice: inout Dice) -> String { "\(one(of: parts.tellings, &dice)) \(one(of: parts.events, &dice))." }

    func done(_ dice: inout Dice) -> String { one(of: parts.done, &dice) }

    func next(_ dice: inout Dice) -> String { one(of: parts.next, &dice) }

    /// Her own words.
    func quote(_ dice: inout Dice) -> String {
        if isRomani { return "„\(drawn(Self.romani, &dice))“" }
        return "„\(one(of: voice == .albanian ? Self.albanianQuotes : Self.quotes, &dice))“"
    }

    /// What happened, what was done, what is next; often what she said about it.
    func note(_ dice: inout Dice) -> String {
        var sentences = [account(&dice)]
        if isRomani || dice.chance(30) { sentences.append(quote(&dice)) }
        sentences.append(done(&dice))
        if dice.chance(80) { sentences.append(next(&dice)) }
        return sentences.joined(separator: " ")
    }

    // MARK: - Of any list

    /// One of each, one sentence after the other.
    func compose(_ lists: [Lines], _ dice: inout Dice) -> String {
        lists.map { one(of: $0, &dice) }.joined(separator: " ")
    }

    func one(of lines: Lines, _ dice: inout Dice) -> String { inThisHand(drawn(lines, &dice)) }

    func some(_ count: ClosedRange<Int>, of lines: [String], _ dice: inout Dice) -> [String] {
        dice.some(count, of: lines).map(inThisHand)
    }

    func inThisHand(_ text: String) -> String { voice == .cyrillic ? Cyrillic.of(text) : text }

    private func drawn(_ lines: Lines, _ dice: inout Dice) -> String {
        let children = hasChildren ? lines.ofChildren.count : 0
        let marriage = isMarried ? lines.ofMarriage.count : 0
        let number = Int.random(in: 0..<(lines.any.count + children + marriage), using: &dice)
        if number < lines.any.count { return lines.any[number] }
        let further = number - lines.any.count
        return further < children ? lines.ofChildren[further] : lines.ofMarriage[further - children]
    }
}
