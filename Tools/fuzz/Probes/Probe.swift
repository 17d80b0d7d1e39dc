/// The parsers of the house under attack, by name: what `Tools/fuzz` feeds with millions of inputs and `Tools/campaigns/fuzz`
/// with thousands.
///
/// They are one library, public, because libFuzzer's program is built in a package of its own: what it needs of the
/// compiler may not stand in a package that others depend on. Nothing that is shipped links it.
public enum Probe: String, CaseIterable, Sendable {
    case tuple, entry, checkpoint, statement, record, words, csv, map, code, reference
    case parameters, identity, keyring, wrap, chunk, manifest, head, mirror, erased, gatekey, note, lock, session
    case database, mounts, json, date, draft, path, mark
    /// Controls: parsers with a fault that must be found.
    case careless, credulous, lavish, wandering

    /// What a parser made of an input.
    public enum Verdict: Equatable, Sendable {
        case refused, accepted
        case broken(Breach)
    }

    /// What must not happen, whatever the input is.
    public enum Breach: String, Sendable {
        case notCanonical = "what was read is written with other bytes"
        case notStable = "what was written is not read as the same"
        case forged = "opened, although nobody sealed it"
        case tooLarge = "larger than its limit"
        case tooLittle = "smaller than its floor"
        case disputed = "another reader of the same format refuses it"
        case misread = "another reader of the same format reads it otherwise"
        case astray = "leads out of its place"
        case notPlain = "shown, and not plain"
    }

    /// Feeds one input. A trap is a breach too: whoever calls sees the process end.
    public func verdict(on bytes: [UInt8]) -> Verdict { parser.verdict(on: bytes) }

    /// Inputs to begin with, made by the house's own encoders.
    public var seeds: [[UInt8]] { parser.seeds }

    private var parser: any ProbedParser.Type {
        switch self {
        case .tuple: ProbedTuple.self
        case .entry: ProbedEntry.self
        case .checkpoint: ProbedCheckpoint.self
        case .statement: ProbedStatement.self
        case .record: ProbedRecord.self
        case .words: ProbedWords.self
        case .csv: ProbedCSV.self
        case .map: ProbedMap.self
        case .code: ProbedCode.self
        case .reference: ProbedReference.self
        case .parameters: ProbedParameters.self
        case .identity: ProbedIdentity.self
        case .keyring: ProbedKeyring.self
        case .wrap: ProbedWrap.self
        case .chunk: ProbedChunk.self
        case .manifest: ProbedManifest.self
        case .head: ProbedHead.self
        case .mirror: ProbedMirror.self
        case .erased: ProbedErased.self
        case .gatekey: ProbedGateKey.self
        case .note: ProbedNote.self
        case .lock: ProbedLock.self
        case .session: ProbedSession.self
        case .database: ProbedDatabase.self
        case .mounts: ProbedMounts.self
        case .json: ProbedJSON.self
        case .date: ProbedDate.self
        case .draft: ProbedDraft.self
        case .path: ProbedPath.self
        case .mark: ProbedMark.self
        case .careless: CarelessParser.self
        case .credulous: CredulousParser.self
        case .lavish: LavishParser.self
        case .wandering: WanderingParser.self
        }
    }
}

/// One parser with its properties.
protocol ProbedParser {
    static var seeds: [[UInt8]] { get }
    static func verdict(on bytes: [UInt8]) -> Probe.Verdict
}

extension Probe.Verdict {
    /// Accepted if the written form is the input, byte for byte.
    static func canonical(_ written: [UInt8], of bytes: [UInt8]) -> Self {
        written == bytes ? .accepted : .broken(.notCanonical)
    }
}
