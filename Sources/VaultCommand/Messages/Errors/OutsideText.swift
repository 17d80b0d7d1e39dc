import CaseVault

/// What is wrong with the disk or folder that something is written to outside the vault.
struct OutsideText: Message {
    let problem: VaultError.OutsideDisk

    var english: String {
        switch problem {
        case .full:
            "The disk of the folder named is full, not the vault's. Make room there or name another; nothing half-written stays."
        case .readOnly: "The disk of the folder named can only be read. Has the stick a switch? The vault is well."
        case .notPermitted: "This account may not write into the folder named. Choose another; the vault is well."
        case .inputOutput:
            "The disk of the folder named reported an error. Is the stick still in? The vault is well."
        case .noFolder: UsageText.noFolder.english
        case .taken:
            "There is something under this name, or NAME.being-made, already. Nothing is overwritten: name another. "
                + "A NAME.being-made may be what an interrupted export left, readable: then delete it."
        }
    }

    var serbian: String {
        switch problem {
        case .full:
            "Pun je disk navedenog foldera, a ne disk trezora. Oslobodite mesto ili navedite drugi; ništa nedovršeno ne ostaje."
        case .readOnly: "Disk navedenog foldera može samo da se čita. Ima li USB memorija prekidač? Trezor je u redu."
        case .notPermitted: "Ovaj nalog ne sme da piše u navedeni folder. Izaberite drugi; trezor je u redu."
        case .inputOutput:
            "Disk navedenog foldera javio je grešku. Da li je USB memorija i dalje tu? Trezor je u redu."
        case .noFolder: UsageText.noFolder.serbian
        case .taken:
            "Pod tim imenom, ili IME.being-made, već postoji nešto. Ništa postojeće se ne zamenjuje: navedite drugo ime. "
                + "IME.being-made može biti čitljiv ostatak prekinutog izvoza: tada ga obrišite."
        }
    }
}
