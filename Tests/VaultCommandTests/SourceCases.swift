import Foundation
import Platform

@testable import VaultCommand

/// The enums of Sources and the names of their cases, read as text in the one form `swift format` gives it: the language
/// lists the cases of no enum that holds values.
struct SourceCases {
    /// By the full name of the enum, `VaultError.Damage`.
    private(set) var cases: [String: Set<String>] = [:]
    /// Full names of what is declared a ``Message``.
    private(set) var messages: Set<String> = []

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Reads the modules that messages and errors come from.
    init() throws {
        for module in ["CaseVault", "VaultCommand"] {
            let folder = Self.repository.appending(path: "Sources/\(module)")
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift")
            {
                let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                var reading = Reading(lines: text.split(separator: "\n"))
                reading.read()
                cases.merge(reading.cases) { $0.union($1) }
                messages.formUnion(reading.messages)
            }
        }
    }

    /// One file.
    private struct Reading {
        let lines: [Substring]
        var cases: [String: Set<String>] = [:]
        var messages: Set<String> = []
        private var around: [(indent: Int, name: String, isEnum: Bool)] = []

        init(lines: [Substring]) { self.lines = lines }

        mutating func read() {
            for index in lines.indices where !lines[index].trimmed.hasPrefix("//") {
                let indent = lines[index].prefix { $0 == " " }.count
                around.removeAll { $0.indent >= indent }
                let line = lines[index].trimmed
                if let found = line.firstMatch(of: #/^(?:@?\w+ )*?(enum|struct|class|actor|extension) ([\w.]+)(.*)/#),
                    !line.hasPrefix("case ")
                {
                    around.append((indent, String(found.2), found.1 == "enum"))
                    declare(String(found.3))
                } else if line.hasPrefix("case "), let inner = around.last, inner.isEnum, indent == inner.indent + 4 {
                    take(list(from: index, indent))
                }
            }
        }

        private var name: String { around.map(\.name).joined(separator: ".") }

        private mutating func declare(_ rest: String) {
            let parts = rest.split(separator: "{", maxSplits: 1)
            if parts.first?.contains(#/[:,] Message\b/#) == true { messages.insert(name) }
            guard around.last?.isEnum == true else { return }
            cases[name, default: []] = cases[name] ?? []
            // `enum Kind { case one, two }`
            if parts.count == 2, let inner = parts[1].firstMatch(of: #/^ case (.*) \}$/#) { take(String(inner.1)) }
        }

        /// What stands behind `case`, over as many lines as it takes.
        private func list(from index: Int, _ indent: Int) -> String {
            let further = lines[(index + 1)...].prefix { line in
                line.prefix { $0 == " " }.count > indent && !line.trimmed.hasPrefix("//")
            }
            return lines[index].trimmed.dropFirst(5) + further.map { $0.trimmed }.joined()
        }

        /// The names in such a list, without what they hold and their raw values.
        private mutating func take(_ list: String) {
            var depth = 0
            let bare = list.filter { letter in
                depth += letter == "(" ? 1 : 0
                defer { depth -= letter == ")" ? 1 : 0 }
                return depth == 0
            }
            for part in bare.split(separator: ",") {
                let name = part.split(separator: "=")[0].trimmed.filter { $0 != "`" }
                cases[self.name, default: []].insert(name)
            }
        }
    }
}

/// Which types and cases occur in values, and in what they hold.
struct SeenCases {
    private(set) var cases: [String: Set<String>] = [:]
    private(set) var types: Set<String> = []

    init(_ values: [Any]) { values.forEach { look(into: $0) } }

    private mutating func look(into value: Any) {
        let mirror = Mirror(reflecting: value)
        let type = String(reflecting: type(of: value)).split(separator: ".").dropFirst().joined(separator: ".")
        types.insert(type)
        if mirror.displayStyle == .enum {
            cases[type, default: []].insert(mirror.children.first?.label ?? "\(value)")
        }
        for child in mirror.children { look(into: child.value) }
    }
}
