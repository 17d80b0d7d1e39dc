/// Who is asking: a small value that stands for an unlocked person; her keys stay inside the vault's actor.
public struct Session: Hashable, Sendable {
    /// Drawn at unlock; ends at lock.
    let token: UInt64
    /// Her login.
    public let login: String
    /// Her roles, first the one she acts under when several allow an act.
    public let roles: [Role]
}

/// What an unlock tells the person first.
public struct Unlocked: Sendable {
    /// To be passed with every operation.
    public let session: Session
    /// The unlock before this one: time in milliseconds since 1970 UTC and the entry's number; nil at the first.
    public let last: (time: UInt64, entry: UInt64)?
    /// Four words of the log's head as this person last saw it here, nil when this computer has not seen her.
    public let lastHeadWords: [String]?
    /// Wrong passphrases for her login since her last unlock.
    public let wrongSince: Int
    /// What waits for her, most urgent first.
    public let waiting: [Waiting]
    /// What the opening of the vault noticed and wrote into the log.
    public let notices: [OpeningNotice]
}

/// Something that waits for a person.
public enum Waiting: Codable, Hashable, Sendable {
    /// So many acts that need two wait for a second officer: `inbox`.
    case requests(Int)
    /// Six words of this login's key have not been compared yet: `staff confirm LOGIN`.
    case wordsToCompare(login: String)
    /// Keys were passed on to her and are now in her keyring.
    case grantsReceived(Int)
    /// Keys she could pass on and has now passed on to colleagues who waited for them.
    case grantsCompleted(Int)
    /// Compartments whose keys a colleague ordered replaced, and that now have new ones.
    case rotationsCompleted(Int)
    /// Keys were passed on to her that do not open: damaged, or made wrongly. They stay where they are.
    case grantsNotOpened(Int)
    /// Keys were passed on to her for which her keyring has no room. They wait.
    case grantsWithoutRoom(Int)
    /// Keys were passed on to her that are not taken up: the vault's disk has no room for what that writes. They wait.
    case grantsWithoutDisk(Int)
    /// So many cases, compartments and records whose wait was over are erased by this unlock.
    case erased(Int)
    /// The vault was restored from a backup, and she has not confirmed that she knows: `restore --confirm`.
    case restoreToConfirm(RestoreNews)
    /// A colleague restored the vault, and a second officer has to approve it: `restore --approve`.
    case restoreToApprove(RestoreNews)
}

/// What opening noticed; each is an entry in the log.
public enum OpeningNotice: String, Codable, Hashable, Sendable {
    /// This computer had not seen this vault before.
    case firstOpening
    /// The mirror lacked lines and was healed.
    case mirrorHealed
    /// The mirror lacked more than the entries since the last checkpoint, and was healed.
    case mirrorFarBehind
    /// The mirror cannot be written; entries carry the flag `nomirror`.
    case mirrorUnwritable
    /// The mirror cannot be read to its end; it is left as it is, and entries carry the flag `nomirror`.
    case mirrorUnreadable
    /// The gate held keys whose entry is missing: a command was interrupted. They are kept.
    case gateAhead
    /// A deletion in the gate had not been done; it is now.
    case gateDeletionFinished
    /// The gate was on its way to another directory when a command was interrupted; it is there now.
    case gateMoveFinished
    /// Memory could not be locked: secrets may reach the swap.
    case memoryNotLocked
    /// The computer's clock was set since the newest entry, or stands before it.
    case clockStepped
    /// The copy of gate.db that is kept after each change could not be written.
    case gateMirrorBehind
    /// The files were led to this version's format; a copy as they were lies beside them.
    case formatUpdated
    /// The vault or its gate lies in a folder that a program copies to other computers.
    case folderSynchronised
    /// This account has no state directory that is its own: nothing was remembered of the vault, so one that was put back from
    /// before is not noticed, and no copy of gate.db is kept up.
    case nothingRemembered
}
