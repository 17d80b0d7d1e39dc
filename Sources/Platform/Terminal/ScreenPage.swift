/// What the pager shows: rows cut to the window's width, and the first one that is visible.
struct ScreenPage: Equatable {
    private let lines: [String]
    private var size: Terminal.Size
    private(set) var rows: [String]
    private(set) var top = 0

    init(lines: [String], size: Terminal.Size) {
        self.lines = lines
        self.size = size
        self.rows = lines.flatMap { TextWidth.wrapped($0, columns: size.columns) }
    }

    /// Rows for text; the last row of the window is the footer's.
    var height: Int { max(1, size.rows - 1) }

    private var lastTop: Int { max(0, rows.count - height) }

    /// Keeps about the same place in the text.
    mutating func resize(to new: Terminal.Size) {
        guard new != size else { return }
        let share = rows.isEmpty ? 0 : Double(top) / Double(rows.count)
        self = ScreenPage(lines: lines, size: new)
        top = min(lastTop, Int(share * Double(rows.count)))
    }

    /// Follows a key; false if it means to leave.
    mutating func move(_ key: ScreenKey) -> Bool {
        switch key {
        case .leave: return false
        case .pageDown: top += height
        case .pageUp: top -= height
        case .lineDown: top += 1
        case .lineUp: top -= 1
        case .start: top = 0
        case .end: top = lastTop
        case .other: break
        }
        top = min(max(0, top), lastTop)
        return true
    }

    /// The bytes that draw the page: every row is cleared first, and long rows do not run over.
    func drawing(footer: String) -> String {
        let visible = rows[top..<min(top + height, rows.count)]
        let body = visible.map { "\($0)\u{1B}[K\r\n" }.joined()
        let place = rows.isEmpty ? "" : " \(min(top + height, rows.count))/\(rows.count)"
        let text = TextWidth.truncated(footer, columns: max(0, size.columns - TextWidth.columns(place)))
        return "\u{1B}[?7l\u{1B}[?25l\u{1B}[H\(body)\u{1B}[J\u{1B}[\(size.rows);1H\u{1B}[7m\(text)\(place)\u{1B}[0m"
    }
}
