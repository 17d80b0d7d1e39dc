package import VaultCrypto

package enum CaseTagKind {}
package enum RecordTagKind {}
package enum ContentTagKind {}
package enum RecipientTagKind {}

/// Stands for a case in the lines of one month.
package typealias CaseTag = Identifier<CaseTagKind>
/// Stands for a record in the lines of one month.
package typealias RecordTag = Identifier<RecordTagKind>
/// Stands for the stored bytes of a row in the lines of one month.
package typealias ContentTag = Digest<ContentTagKind>
/// Stands for whoever something of a case was exported for.
package typealias RecipientTag = Digest<RecipientTagKind>

/// The tags that stand in lines instead of ids (LogLine.md, "Tags").
///
/// `key` is t: 32 random bytes per case, kept by the gate, deleted at erasure. Without it nothing links a tag to a
/// case, to a row or to the same case in another month. The month is always that of the entry's own time.
package enum EntryTags {
    /// HMAC-SHA256(t, T("…/tag/case", month))[0:16]
    package static func clientCase(in month: EntryMonth, key: borrowing Secret) -> CaseTag {
        CaseTag(prefixOf: HMACSHA256.mac(key, Tuple(.tagCase, month.text)))
    }

    /// HMAC-SHA256(t, T("…/tag/record", month, record id))[0:16]
    package static func record(_ id: RecordID, in month: EntryMonth, key: borrowing Secret) -> RecordTag {
        RecordTag(prefixOf: HMACSHA256.mac(key, Tuple(.tagRecord, month.text, id)))
    }

    /// HMAC-SHA256(t, T("…/tag/content", month, SHA-256(stored bytes)))
    package static func content(
        _ stored: SHA256Digest, in month: EntryMonth, key: borrowing Secret
    ) -> ContentTag {
        HMACSHA256.mac(key, Tuple(.tagContent, month.text, stored)).retyped()
    }

    /// HMAC-SHA256(t, T("…/tag/recipient", text as it stands on the cover sheet)). It stands in statements, not in lines,
    /// and has no month: it is to be compared with a sheet that may be years old.
    package static func recipient(_ text: String, key: borrowing Secret) -> RecipientTag {
        HMACSHA256.mac(key, Tuple(.tagRecipient, text)).retyped()
    }
}
