import Platform
import VaultStore

extension VaultError {
    /// What a failure of the file system means for the vault.
    init(_ error: FileError) {
        self =
            switch error {
            case .full: .diskFull
            case .exists: .alreadyExists
            case .notPermitted: .noAccess
            default: .inputOutput
            }
    }

    /// What a failure of the file system means for the gate: it may lie on a disk of its own.
    init(gate error: FileError) { self = error == .full ? .gateDiskFull : VaultError(error) }

    /// What a failure of the file system means where something is written outside the vault.
    init(outside error: FileError) {
        self =
            switch error {
            case .full, .tooLarge: .outside(.full)
            case .readOnly: .outside(.readOnly)
            case .notPermitted, .notPrivate: .outside(.notPermitted)
            case .missing, .notFolder, .badName: .outside(.noFolder)
            case .exists, .link, .notFile: .outside(.taken)
            case .otherDevice, .inputOutput: .outside(.inputOutput)
            }
    }

    /// What a failure of the database means for the vault.
    init(_ error: StoreError, in part: Damage = .database) {
        self =
            switch error {
            // Whether it is there is asked before.
            case .cannotOpen: part == .gateDatabase ? .noAccess : .noVault
            case .alreadyExists: .alreadyExists
            case .notAVault, .damaged: .damaged(part)
            case .newerFormat(let found, let supported):
                .newerFormat(found: Int32(clamping: found), supported: Int32(clamping: supported))
            case .locked: .busy(process: 0)
            case .full: part == .gateDatabase ? .gateDiskFull : .diskFull
            case .tooLarge: .tooLarge
            case .conflict, .missingRow, .refusedValue: .damaged(part)
            default:
                .inputOutput
            }
    }
}

extension Rollback {
    /// The error with which everything but looking is refused.
    var error: VaultError {
        if isOlder { return .damaged(.headBehind) }
        return .damaged(anchor == .mirror ? .mirror : .headDiffers)
    }
}

/// Runs store calls and turns their errors into the vault's.
func stored<R: ~Copyable>(
    in part: VaultError.Damage = .database, _ body: () throws -> R
) throws(VaultError) -> R {
    do {
        return try body()
    } catch let error as StoreError {
        throw VaultError(error, in: part)
    } catch let error as VaultError {
        throw error
    } catch {
        throw .inputOutput
    }
}

/// Runs a store's copying to a disk outside the vault: where room or rights are missing, it is there.
func copied<R: ~Copyable>(
    in part: VaultError.Damage = .database, _ body: () throws -> R
) throws(VaultError) -> R {
    do {
        return try body()
    } catch StoreError.full {
        throw .outside(.full)
    } catch StoreError.readOnly, StoreError.cannotOpen {
        throw .outside(.notPermitted)
    } catch StoreError.alreadyExists {
        throw .outside(.taken)
    } catch {
        return try stored(in: part) { throw error }
    }
}
