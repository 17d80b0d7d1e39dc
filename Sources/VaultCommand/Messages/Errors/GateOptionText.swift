/// The option that names the gate or its key, in a command where that is not `--gate`.
enum GateOption: Sendable {
    /// `backup`: there `--gate` is where a copy goes.
    case gateAt
    /// `restore`, where `--gate` is a copy, and wherever the key's file was named.
    case gateKey
}

/// The gate or its key was not found or is another vault's, where another option than `--gate` names it.
enum GateOptionText: Message {
    case missing(GateOption)
    case keyWrong(GateOption)

    var english: String {
        switch self {
        case .missing(.gateAt):
            "The gate is not here. Plug in the stick, or name the folder it lies in: --gate-at DIR (in this command --gate is "
                + "where a copy goes)"
        case .missing(.gateKey):
            "There is no gate key at that place. Plug in the stick, or name the file: --gate-key PATH"
        case .keyWrong(.gateAt):
            "This gate key belongs to another vault. Plug in the right stick, or name the folder of the gate: --gate-at DIR (in "
                + "this command --gate is where a copy goes)"
        case .keyWrong(.gateKey):
            "This gate key belongs to another vault. Plug in the right stick, or name the file: --gate-key PATH"
        }
    }

    var serbian: String {
        switch self {
        case .missing(.gateAt):
            "Ključ organizacije i gate.db nisu tu. Priključite USB memoriju ili navedite folder u kome su: --gate-at DIR (u ovoj "
                + "naredbi --gate kaže gde ide kopija)"
        case .missing(.gateKey):
            "Na tom mestu nema ključa organizacije. Priključite USB memoriju ili navedite fajl: --gate-key PATH"
        case .keyWrong(.gateAt):
            "Ovaj ključ organizacije je iz drugog trezora. Priključite pravu USB memoriju ili navedite folder u kome su ključ i "
                + "gate.db: --gate-at DIR (u ovoj naredbi --gate kaže gde ide kopija)"
        case .keyWrong(.gateKey):
            "Ovaj ključ organizacije je iz drugog trezora. Priključite pravu USB memoriju ili navedite fajl: --gate-key PATH"
        }
    }
}
