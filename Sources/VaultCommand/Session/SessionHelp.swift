import CaseVault

/// What `?` shows: the commonest tasks of her roles, and how a line is written.
struct SessionHelp {
    let roles: [Role]

    /// Ready for the terminal, line by line.
    var lines: [String] {
        let tasks = Self.tasks(of: roles)
        let width = tasks.map(\.command.count).max() ?? 0
        return tasks.map { task in
            "  \(task.command)\(String(repeating: " ", count: width - task.command.count + 3))\(task.text.text)"
        } + [""] + SessionText.rules.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    struct Task {
        let command: String
        let text: TaskText
    }

    /// Her roles' own first, then what everybody does; none twice.
    static func tasks(of roles: [Role]) -> [Task] {
        let own = roles.flatMap { ofRole[$0.description] ?? [] }
        var seen: Set<String> = []
        return (own + general).filter { seen.insert($0.command).inserted }
    }

    private static let general = [
        Task(command: "case list", text: .yourCases),
        Task(command: "case list --names", text: .yourCasesByName),
        Task(command: "search", text: .search),
        Task(command: "record list -", text: .recordsOfLast),
        Task(command: "record drafts", text: .drafts),
        Task(command: "status", text: .status),
        Task(command: "passphrase", text: .passphrase),
    ]

    private static let write = Task(command: "record add - --compartment core", text: .writeInLast)
    private static let read = Task(command: "case read CASE", text: .readCase)
    private static let new = Task(command: "case new", text: .newCase)
    private static let assign = Task(command: "case assign - LOGIN", text: .assign)

    private static let ofRole: [String: [Task]] = [
        "administrator": [
            Task(command: "staff add LOGIN --role ROLE", text: .invite),
            Task(command: "staff confirm LOGIN", text: .confirm),
            Task(command: "staff list", text: .staff), Task(command: "check", text: .check),
        ],
        "coordinator": [
            assign, Task(command: "case show CASE", text: .whoHasAccess),
            Task(command: "record add - --compartment coordination", text: .writeConference),
            Task(command: "audit show --last 20", text: .lastEntries),
        ],
        "case-lead": [read, write, new, assign],
        "helpline": [new, Task(command: "record add - --compartment core --form helpline_call", text: .writeCall)],
        "attorney": [
            read, Task(command: "record add - --compartment legal", text: .writeAdvice),
            Task(command: "record add - --compartment attorney", text: .writeOwnNote),
        ],
        "jurist": [read, Task(command: "record add - --compartment legal", text: .writeAdvice)],
        "psychologist": [
            read, Task(command: "record add - --compartment psych", text: .writeSession),
            Task(command: "record add - --compartment process-notes", text: .writeOwnNote),
        ],
        "house": [
            Task(command: "record add - --compartment stay", text: .writeStay),
            Task(command: "case read - --compartment stay", text: .readStay),
        ],
        "auditor": [
            Task(command: "audit verify", text: .verify), Task(command: "audit show --last 20", text: .lastEntries),
        ],
    ]
}
