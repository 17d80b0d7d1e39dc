package import VaultCrypto

/// A part of a case under keys of its own (Statements.md, "The policy").
package enum CompartmentCode: String, CaseIterable, Hashable, Sendable {
    /// The header: reference, state, dates, lead, and one line per compartment.
    case header = "case"
    case identity, core, risk, legal, attorney, psych
    case processNotes = "process-notes"
    case medical, stay, care, children, coordination, consent, stat, emergency

    /// The number in a keyring item: the position in the list, from 1; a compartment is only ever added at the end.
    package var number: UInt16 {
        UInt16(truncatingIfNeeded: (Self.allCases.firstIndex(of: self) ?? 0) + 1)
    }

    /// The compartment with this number.
    package init?(number: UInt16) {
        guard number >= 1, number <= Self.allCases.count else { return nil }
        self = Self.allCases[Int(number) - 1]
    }
}

/// The compartment as it stands in tuples: its code, or for process notes `process-notes:` and the author's person id
/// in hex, so that each author has generations of her own and two authors' notes never meet.
package enum CompartmentField: Hashable, Sendable {
    case shared(CompartmentCode)
    case processNotes(of: PersonID)

    /// The field for a compartment as a person uses it: her own when it is process notes.
    package init(_ compartment: CompartmentCode, author: PersonID) {
        self = compartment == .processNotes ? .processNotes(of: author) : .shared(compartment)
    }

    /// Reads the field; nil when it is neither form.
    package init?(text: String) {
        if let compartment = CompartmentCode(rawValue: text), compartment != .processNotes {
            self = .shared(compartment)
            return
        }
        let prefix = CompartmentCode.processNotes.rawValue + ":"
        guard text.hasPrefix(prefix), let person = PersonID(hex: String(text.dropFirst(prefix.count))) else {
            return nil
        }
        self = .processNotes(of: person)
    }

    /// The ASCII text of the field.
    package var text: String {
        switch self {
        case .shared(let compartment): compartment.rawValue
        case .processNotes(let person): "\(CompartmentCode.processNotes.rawValue):\(person.hex)"
        }
    }

    /// The compartment without its author.
    package var compartment: CompartmentCode {
        switch self {
        case .shared(let compartment): compartment
        case .processNotes: .processNotes
        }
    }

    /// The author, for process notes.
    package var author: PersonID? {
        switch self {
        case .shared: nil
        case .processNotes(let person): person
        }
    }
}

extension CompartmentField: TupleField {
    package var fieldByteCount: Int { text.utf8.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: text.utf8) }
}
