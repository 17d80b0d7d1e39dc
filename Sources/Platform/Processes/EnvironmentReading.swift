import Glibc

/// The environment variables that the program reads, and no others: none of them carries a secret.
package struct EnvironmentReading: Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case vault = "CASEVAULT_VAULT"
        case login = "CASEVAULT_LOGIN"
        case plain = "CASEVAULT_PLAIN"
        case home = "HOME"
        case stateHome = "XDG_STATE_HOME"
        case visual = "VISUAL"
        case editor = "EDITOR"
        case searchPath = "PATH"
        case language = "LANG"
        case languageAll = "LC_ALL"
        case languageMessages = "LC_MESSAGES"
        case terminal = "TERM"
    }

    private let values: [Name: String]

    package init(_ values: [Name: String]) {
        self.values = values
    }

    /// The environment of this process, read once.
    package static var process: EnvironmentReading {
        var values: [Name: String] = [:]
        for name in Name.allCases {
            if let text = unsafe getenv(name.rawValue) { values[name] = unsafe String(cString: text) }
        }
        return EnvironmentReading(values)
    }

    /// The value, or nil if the variable is missing or empty.
    package subscript(_ name: Name) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
