/// Something the program says to a person. A subject's messages are the cases of one enum, with a switch for each
/// language: a missing translation does not compile.
///
/// A message never holds a client's name, a label, content or a secret; logins, references and numbers it may hold.
protocol Message: Sendable {
    var english: String { get }
    var serbian: String { get }
}

extension Message {
    /// The message in the language of this command.
    var text: String {
        switch Language.current {
        case .english: english
        case .serbian: serbian
        }
    }
}
