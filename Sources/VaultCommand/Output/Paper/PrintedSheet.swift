import CaseVault
import Platform

/// A record as it lies on paper: which, whose, who printed it and why, then the text, 78 columns wide.
struct PrintedSheet {
    let lines: [String]
    private static let columns = 78

    init(_ view: RecordView, by login: String, _ purpose: Purpose, _ time: LocalTime) {
        let line = view.line
        let rule = String(repeating: "-", count: Self.columns)
        let now = time.text(SystemClock.system.now)
        let heading = [
            WritingText.printHeading(
                record: line.record, revision: line.revision, compartment: CodeText.of(line.compartment).text,
                form: line.form),
            .printAuthor(login: line.author, written: time.text(line.created)),
            .printedBy(login: login, time: now, purpose: CodeText.of(purpose).text),
        ]
        let text = TextSanitizer.lines(String(decoding: view.content.array, as: UTF8.self))
        lines =
            heading.map(\.text) + [rule, ""] + text.flatMap { TextWidth.wrapped($0, columns: Self.columns) }
            + ["", rule, WritingText.printEnd.text]
    }
}
