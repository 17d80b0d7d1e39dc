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
    /// The person whose key it would be holds as many as one person can.
    case keyringFull
    /// One entry would have to tell of more than a row of the vault has room for (64 MiB), or a backup would have more files than
    /// its list names (1,250,000); nothing was changed.
    case tooLarge
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
    /// The folder lies on a network file system, is synchronised to other computers, or nobody can tell what disk it is.
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
        /// A login is not 2 to 32 of a–z, 0–9, `.`, `_` and `-`, beginning with a letter.
        case login
        /// No role, one twice, or one with which this cannot be done.
        case roles
        /// A case's label is not a name.
        case label
        /// The person who is to lead the case cannot, or has to be named.
        case lead
        /// A form's code is none, or is one that the vault writes itself.
        case form
        /// A record is empty, not UTF-8, or longer than a mebibyte; a draft likewise.
        case content
        /// A language code is none.
        case language
        /// A person's name is none: empty, too long, or with control characters, line ends or direction overrides.
        case name
        /// A case reference has another length or another check symbol.
        case caseReference
        /// A record reference has no number of a record behind a case reference, or names another case.
        case recordReference
        /// Opening all names needs a purpose, and there is none.
        case purpose
        /// An attachment's name is none, or holds a path.
        case fileName
        /// A media type is none.
        case fileType
        /// An attachment is longer than it may be.
        case fileSize
        /// A chunk is not one of the file, or not of its length.
        case fileChunk
        /// An upload was to be finished before every chunk was there.
        case fileIncomplete
        /// A part of an attachment begins behind its end.
        case range
        /// An attachment cannot be edited like a record.
        case attachment
        /// The record has no attachment.
        case notAttachment
        /// A new passphrase is too short.
        case passphraseTooShort
        /// A new passphrase holds characters that keyboards write in several ways, or control characters.
        case passphraseCombining
        /// A passphrase is not UTF-8, or is longer than it may be.
        case passphraseNotText
        /// An enrolment code has another length or another check symbol.
        case code
        /// The organisation's name is none.
        case organisation
        /// The folder for a backup is not there, or is none.
        case backupFolder
        /// A policy has letters or days that are none, or says what no policy may.
        case policy
        /// A part of an import does not follow what the batch has, or a batch is none that can be undone.
        case importBatch
        /// No word of three letters to look for, too many words, or more than 1,024 bytes.
        case searchTerm
        /// The log knows of no such copy of the gate.
        case gateCopy
        /// The recipient of an export is no name.
        case recipient
        /// An export names more items than one may have.
        case tooManyItems
    }

    /// What is damaged, as far as it can be told without opening anything.
    public enum Damage: String, Hashable, Sendable, Codable {
        /// vault.db: SQLite finds it damaged, or something in it has not the form it must have.
        case database
        /// The same of gate.db.
        case gateDatabase
        /// The log: a line is missing, out of place, or not in its chain.
        case log
        /// A signature is not the signer's.
        case signature
        /// The statement of an entry is not there, or not the one the entry names.
        case statement
        /// A row is not the one the log commits to.
        case row
        /// A person's secret keys, which her passphrase opens, do not open, or are not those of the public ones in the log.
        case identity
        /// A person's keyring does not open, or holds other keys than the log says.
        case keyring
        /// A key that was passed on does not open.
        case grant
        /// A record does not open.
        case record
        /// A case's header does not open.
        case header
        /// The keyed name under which a case or a login is looked up does not fit its row.
        case lookup
        /// A chunk of an attachment is missing or does not open.
        case file
        /// A part of an index does not open, or holds what its records do not.
        case index
        /// The copy of the log beside the database has another history.
        case mirror
        /// Something seen before is ahead of the log: an older copy was put back.
        case headBehind
        /// Something seen before has another history.
        case headDiffers
        /// The first entry of the log is not that of this vault.
        case genesis
        /// gate.db is older than the log says.
        case gateBehind
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
    public enum UnsuitableFolder: String, Hashable, Sendable, Codable {
        case network, synchronised
        /// Nobody can tell what kind of disk it lies on.
        case unknown
    }
}
