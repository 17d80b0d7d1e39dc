/// Why the vault did not do what was asked. Carries codes, numbers and sizes, never text, a path or content.
public enum VaultError: Error, Hashable, Sendable {
    /// Wrong passphrase, or unknown login, or a code that is wrong, used or expired: the same, on purpose.
    case unlockRefused
    /// Too many wrong passphrases for this login, known or not: the next try has to wait this long.
    case tooSoon(milliseconds: UInt64)
    /// She alone holds these compartments of the case: what is in them could never be given to anybody again.
    case lastHolder(of: [Compartment])
    /// She alone holds these compartments; asked again with ``LastHolder/goesOn`` it is done all the same, where that is
    /// possible.
    case holdsAlone([HeldAlone], canGoOn: Bool)
    /// Without her nobody could invite or set roles.
    case lastAdministrator
    /// The caller may not, or there is no such thing: the same, on purpose.
    case notPermitted
    /// The login is already somebody's.
    case loginTaken
    /// The case is closed; reopen it first.
    case caseClosed
    /// Two officers ordered the erasure of this: nobody opens it any more. Any officer stops it until then (milliseconds
    /// since 1970, UTC).
    case erasureOrdered(until: UInt64)
    /// The record was erased: its keys are destroyed.
    case erased
    /// A hold stands on the case: nothing of it is erased.
    case onHold
    /// The input does not have the form that is asked for.
    case invalid(InvalidInput)
    /// Somebody wrote a newer revision meanwhile.
    case conflict(current: UInt64)
    /// Something stored is damaged or was tampered with.
    case damaged(Damage)
    /// Another process has the vault open (0 when its process id is not known).
    case busy(process: Int32)
    /// There is no vault at the place named.
    case noVault
    /// The files, or the folder in which they would be, belong to another Unix account.
    case noAccess
    /// A vault, or something else, is already there.
    case alreadyExists
    /// In the gate directory waits the gate of another `init` that was interrupted; it may be the only copy.
    case gateUnfinished
    /// The gate directory or the gate key is not there: bring it.
    case gateMissing
    /// The gate key is there and is not the key of this gate.
    case gateKeyWrong
    /// The vault was made by a newer version of the program.
    case newerFormat(found: Int32, supported: Int32)
    /// The folder lies on a network file system, or is synchronised to other computers.
    case unsuitableFolder(UnsuitableFolder)
    /// A backup would lie where what it is to replace can be lost with it; `--together` takes it all the same.
    case tooClose(TooClose)
    /// What was named as a backup cannot be restored.
    case badBackup(BadBackup)
    /// What was to be written outside the vault, a backup or an export, could not be; the vault itself is well.
    case outside(OutsideDisk)
    /// The vault's disk is full; nothing was changed.
    case diskFull
    /// The same for the disk on which the gate lies, or to which it is moved.
    case gateDiskFull
    /// The disk reported an error; nothing is acknowledged.
    case inputOutput
    /// Derivation parameters outside what this program accepts; refused before hashing.
    case derivation(haveMebibytes: UInt64, limitMebibytes: UInt64)
    /// The same for the number of passes.
    case derivationPasses(have: UInt32, limit: UInt32)
    /// The session was ended or locked.
    case sessionEnded
    /// Long work was asked to stop and did, between two of its steps: what it had finished stands.
    case stopped

    /// What about the input is not as asked.
    public enum InvalidInput: String, Hashable, Sendable, Codable {
        case login, roles, label, lead, form, content, language, name, caseReference, recordReference, purpose
        case fileName, fileType, fileSize, fileChunk, fileIncomplete, range, attachment, notAttachment
        case passphraseTooShort, passphraseCombining, passphraseNotText, code, organisation, backupFolder, policy,
            importBatch
        case searchTerm
        case gateCopy
        case recipient, tooManyItems
    }

    /// What is damaged, as far as it can be told without opening anything.
    public enum Damage: String, Hashable, Sendable, Codable {
        case database, gateDatabase, log, signature, statement, row, identity, keyring, grant, record, header, lookup
        case file, index, mirror, headBehind, headDiffers, genesis, gateBehind, gateKey
    }

    /// What a backup would share a disk with.
    public enum TooClose: String, Hashable, Sendable, Codable {
        /// The vault, or the gate that is copied.
        case original
        /// The other part: whoever finds that disk has both files.
        case otherPart
    }

    /// Why a backup cannot be restored.
    public enum BadBackup: String, Hashable, Sendable, Codable {
        /// No backup lies there.
        case notABackup
        /// A backup of the other part lies there.
        case otherPart
        /// Writing it was interrupted: its name ends in `.part`.
        case unfinished
        /// A file that its list names is not there.
        case fileMissing
        /// A file is not the one that was written, or the log in it is not whole.
        case damaged
        /// The two backups are of two vaults.
        case mixed
        /// What was just copied did not pass its check: the disk, or the vault itself, is damaged.
        case copyDamaged
    }

    /// What is wrong with the disk or folder that something leaves for.
    public enum OutsideDisk: String, Hashable, Sendable, Codable {
        case full
        case readOnly
        /// This account may not write there.
        case notPermitted
        /// The disk or the device reported an error.
        case inputOutput
        /// The folder above is not there.
        case noFolder
        /// Something bears the name already; nothing is overwritten.
        case taken
    }

    /// Why a folder cannot hold a vault.
    public enum UnsuitableFolder: String, Hashable, Sendable, Codable { case network, synchronised }
}
