import CaseVault
import Platform

extension Invocation {
    /// Checks `--purpose` before anything is opened. Without it there has to be a terminal to ask at.
    func checkPurpose(_ code: String?) throws(Failure) {
        if let code {
            guard Purpose(code) != nil else { throw .usage(.unknownPurpose) }
        } else if SessionMemory.current?.purpose == nil {
            _ = try prompt.terminal(else: "--purpose")
        }
    }

    /// The purpose given, or that of the case in this session, or asked for; the one that fits her role best stands
    /// first.
    func purpose(_ code: String?, _ roles: [Role]) throws(Failure) -> Purpose {
        if code == nil, let known = SessionMemory.current?.purpose {
            output.note(SessionText.purposeAsBefore(known.description))
            return known
        }
        let purpose = try freshPurpose(code, roles)
        SessionMemory.current?.remember(purpose)
        return purpose
    }

    private func freshPurpose(_ code: String?, _ roles: [Role]) throws(Failure) -> Purpose {
        if let code {
            guard let purpose = Purpose(code) else { throw .usage(.unknownPurpose) }
            return purpose
        }
        let ordered = PurposeOrder.ordered(for: roles)
        let values = ordered.map { (value: $0, code: $0.description, name: CodeText.of($0).text) }
        return try prompt.choice(.purpose, of: values, else: "--purpose", firstIsStandard: true)
    }

    /// The compartment given, or nil for none given.
    func compartment(_ code: String?) throws(Failure) -> Compartment? {
        guard let code else { return nil }
        guard let compartment = Compartment(code) else { throw .usage(.unknownCompartment) }
        return compartment
    }

    /// The compartment given, or asked for.
    func requiredCompartment(_ code: String?) throws(Failure) -> Compartment {
        if let compartment = try compartment(code) { return compartment }
        let values = Compartment.all.map { (value: $0, code: $0.description, name: CodeText.of($0).text) }
        return try prompt.choice(.compartment, of: values, else: "--compartment")
    }

    /// Roles from `--role R,R`, or asked for.
    func roles(_ codes: String?) throws(Failure) -> [Role] {
        if let codes { return try RoleList.parse(codes) }
        while true {
            let answer = try prompt.required(.roles, else: "--role")
            do { return try RoleList.parse(answer) } catch .usage(let text) {
                try prompt.say(text.text, else: "--role")
            }
        }
    }
}

/// `attorney,case-lead` as roles.
enum RoleList {
    static func parse(_ codes: String) throws(Failure) -> [Role] {
        let parts = codes.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
        let roles = parts.compactMap { Role($0) }
        guard roles.count == parts.count, !roles.isEmpty else { throw .usage(.unknownRole) }
        return roles
    }
}

/// The order in which purposes are offered.
enum PurposeOrder {
    static func ordered(for roles: [Role]) -> [Purpose] {
        let first = roles.compactMap { usual[$0.description] }.compactMap { Purpose($0) }
        let leading = first.reduce(into: [Purpose]()) { if !$0.contains($1) { $0.append($1) } }
        return leading + Purpose.all.filter { !leading.contains($0) }
    }

    /// What a role mostly opens files for.
    private static let usual = [
        "administrator": "maintenance", "coordinator": "supervision", "case-lead": "follow-up", "helpline": "intake",
        "attorney": "court", "jurist": "court", "psychologist": "follow-up", "house": "safety",
        "auditor": "quality",
    ]
}
