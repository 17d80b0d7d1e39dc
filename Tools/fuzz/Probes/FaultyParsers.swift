/// A control: it believes a length that the input states, and reads behind the end. Whatever hunts faults must end here
/// with a crash, within seconds.
enum CarelessParser: ProbedParser {
    static let seeds: [[UInt8]] = [Array("list".utf8) + [2, 3, 97, 98, 99, 1, 100]]

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard bytes.starts(with: "list".utf8), bytes.count > 4 else { return .refused }
        var (place, sum) = (5, 0)
        for _ in 0..<min(bytes[4], 8) {
            guard place < bytes.count else { return .refused }
            let end = place + 1 + Int(bytes[place])
            sum += bytes[place + 1..<end].reduce(0) { $0 + Int($1) }
            place = end
        }
        return sum > 0 && place == bytes.count ? .accepted : .refused
    }
}

/// A control: it does not look behind the last item. It never crashes; only a property finds it.
enum CredulousParser: ProbedParser {
    static let seeds = CarelessParser.seeds

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard bytes.starts(with: "list".utf8), bytes.count > 4, bytes[4] <= 8 else { return .refused }
        var written = Array(bytes.prefix(5))
        for _ in 0..<bytes[4] {
            guard let count = bytes.dropFirst(written.count).first, bytes.count - written.count > Int(count)
            else { return .refused }
            written += bytes[written.count...(written.count + Int(count))]
        }
        return .canonical(written, of: bytes)
    }
}

/// A control: it believes whatever work is asked of it, as parameters of a derivation without a ceiling would. It does none;
/// only the property of ``ProbedParameters`` finds it.
enum LavishParser: ProbedParser {
    static let seeds: [[UInt8]] = [Array("cost".utf8) + [3, 0, 4, 0, 0]]

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard bytes.starts(with: "cost".utf8), bytes.count == 9 else { return .refused }
        let kibibytes = bytes[5...].reduce(0) { $0 << 8 | UInt64($1) }
        let breach = ProbedParameters.breach(UInt32(bytes[4]), kibibytes << 10)
        return breach == .tooLarge ? .broken(.tooLarge) : .accepted
    }
}

/// A control: it takes any name for a file of the folder it lies in. Only the property of ``ProbedManifest`` finds it.
enum WanderingParser: ProbedParser {
    static let seeds: [[UInt8]] = [Array("file vault.db".utf8)]

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard bytes.starts(with: "file ".utf8), let name = String(validating: bytes.dropFirst(5), as: UTF8.self) else {
            return .refused
        }
        return ProbedManifest.staysInside(name) ? .accepted : .broken(.astray)
    }
}
