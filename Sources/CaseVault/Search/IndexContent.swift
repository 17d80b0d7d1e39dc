package import AuditLog

/// What of a record's content its compartment's index holds.
package enum IndexContent {
    /// Fields that no index ever holds, in whichever compartment: where she is, how to reach her and when, and the words
    /// by which she is known on the telephone. They are told to nobody who searches.
    private static let neverIndexed: Set<String> = [
        "location", "address", "safe_contact", "safe_words", "safe_word", "safe_hours", "safe_phrase",
        "safe_to_call_back", "call_back", "call_back_hours", "callback_hours", "repeat_word", "code_word", "phone",
        "email",
    ]
    /// Fields of which a compartment that is indexed in part has words: who she is.
    private static let names: Set<String> = ["label", "name", "names", "alias", "aliases"]

    /// The folded words of a record, as an index holds them.
    ///
    /// - Parameter fileName: the name of an attachment, whose content nobody reads here.
    package static func terms(
        _ indexing: Policy.Indexing, form: String, _ content: [UInt8], fileName: String? = nil
    ) -> [UInt8] {
        var words = FoldedWords()
        switch indexing {
        case .none: break
        case .partly:
            if fileName == nil { addNames(form, content, to: &words) }
        case .whole:
            if let fileName { words.add(fileName) } else { addAll(content, to: &words) }
        }
        return words.bytes
    }

    private static func addAll(_ content: [UInt8], to words: inout FoldedWords) {
        var ofFields = FoldedWords()
        let isJSON = JSONTexts.forEach(in: content, leavingOut: neverIndexed) { text, place in
            if !place.isLeftOut { ofFields.add(text) }
        }
        if isJSON { words = ofFields } else { words.add(String(decoding: content, as: UTF8.self)) }
    }

    /// A label whole; of a form its fields of names, at the top and without anything below them but lists.
    private static func addNames(_ form: String, _ content: [UInt8], to words: inout FoldedWords) {
        if form == RecordContent.labelForm {
            words.add(String(decoding: content, as: UTF8.self))
            return
        }
        var ofFields = FoldedWords()
        let isJSON = JSONTexts.forEach(in: content) { text, place in
            if place.depth == 1, names.contains(place.key) { ofFields.add(text) }
        }
        if isJSON { words = ofFields }
    }
}
