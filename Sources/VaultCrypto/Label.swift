/// Every label of the vault, in one list; the raw value is the label in full, in ASCII.
///
/// A label names what a tuple is for and its version, so that bytes made for one purpose can never pass for another.
/// A label is never reused with other fields: a changed structure gets a new one.
package enum Label: String, CaseIterable, Hashable, Sendable {
    // Sealing and rows
    case sealCommit = "casevault/v1/seal/commit"
    case sealKey = "casevault/v1/seal/key"
    case recordId = "casevault/v1/record-id"
    case chunk = "casevault/v1/chunk"
    case row = "casevault/v1/row"
    case rowKey = "casevault/v1/row-key"
    case lookup = "casevault/v1/lookup"
    case gateRow = "casevault/v1/gate/row"
    case draft = "casevault/v1/draft"
    case keyring = "casevault/v1/keyring"
    case searchIndex = "casevault/v1/search-index"

    // Identities and keys
    case identitySign = "casevault/v1/identity/sign"
    case identityWrap = "casevault/v1/identity/wrap"
    case identityKeyring = "casevault/v1/identity/keyring"
    case identityLock = "casevault/v1/identity/lock"
    case identityLocked = "casevault/v1/identity/locked"
    case gateHalf = "casevault/v1/gate-half"
    case recordKey = "casevault/v1/record-key"
    case keyCommit = "casevault/v1/key-commit"
    case keyId = "casevault/v1/key-id"
    case genesis = "casevault/v1/genesis"
    case enrolKey = "casevault/v1/enrol/key"
    case enrol = "casevault/v1/enrol"
    case words = "casevault/v1/words"

    // Records
    case record = "casevault/v1/record"
    case recordHead = "casevault/v1/record/head"
    case recordContent = "casevault/v1/record/content"
    case recordSig = "casevault/v1/record/sig"
    case recordBody = "casevault/v1/record/body"
    case recordFile = "casevault/v1/record/file"

    // Grants
    case grant = "casevault/v1/grant"
    case grantStatement = "casevault/v1/grant/statement"

    // The log
    case tagCase = "casevault/v1/tag/case"
    case tagRecord = "casevault/v1/tag/record"
    case tagContent = "casevault/v1/tag/content"
    case tagPeer = "casevault/v1/tag/peer"
    case state = "casevault/v1/state"
    case restore = "casevault/v1/restore"
    case restoreMembers = "casevault/v1/restore/members"
    case policy = "casevault/v1/policy"

    // Statements of entries
    case statementKeys = "casevault/v1/statement/keys"
    case statementPolicy = "casevault/v1/statement/policy"
    case statementInvite = "casevault/v1/statement/invite"
    case statementEnrol = "casevault/v1/statement/enrol"
    case statementConfirm = "casevault/v1/statement/confirm"
    case statementPassphrase = "casevault/v1/statement/passphrase"
    case statementCase = "casevault/v1/statement/case"
    case statementGeneration = "casevault/v1/statement/generation"
    case statementAccept = "casevault/v1/statement/accept"
    case statementAssign = "casevault/v1/statement/assign"
    case statementCaseState = "casevault/v1/statement/case-state"
    case statementRecord = "casevault/v1/statement/record"
    case statementRead = "casevault/v1/statement/read"
    case statementFile = "casevault/v1/statement/file"
    case statementUpload = "casevault/v1/statement/upload"
    case statementFileRead = "casevault/v1/statement/file-read"
    case statementAttempt = "casevault/v1/statement/attempt"
    case statementGate = "casevault/v1/statement/gate"
    case statementBackup = "casevault/v1/statement/backup"
    case statementDraft = "casevault/v1/statement/draft"
    case statementImport = "casevault/v1/statement/import"
    case statementImportUndo = "casevault/v1/statement/import-undo"
    case statementRequest = "casevault/v1/statement/request"
    case statementAnswer = "casevault/v1/statement/answer"
    case statementSuspend = "casevault/v1/statement/suspend"
    case statementResume = "casevault/v1/statement/resume"
    case statementRole = "casevault/v1/statement/role"
    case statementRenew = "casevault/v1/statement/renew"
    case statementConflict = "casevault/v1/statement/conflict"
    case requestSubject = "casevault/v1/request/subject"

    // Rows
    case rowPerson = "casevault/v1/row/person"
    case rowGeneration = "casevault/v1/row/generation"
    case rowParameters = "casevault/v1/row/parameters"
    case rowHeader = "casevault/v1/row/header"
    case rowFile = "casevault/v1/row/file"
    case rowDraft = "casevault/v1/row/draft"

    // Escrow
    case escrowLabel = "casevault/v1/escrow/label"
    case escrowId = "casevault/v1/escrow/id"
    case escrowR = "casevault/v1/escrow/r"
    case escrowS = "casevault/v1/escrow/s"
    case escrowMask = "casevault/v1/escrow/mask"
    case escrowE = "casevault/v1/escrow/e"
    case escrowCert = "casevault/v1/escrow/cert"
    case approve = "casevault/v1/approve"
    case partialCtx = "casevault/v1/partial/ctx"
    case dleqNonce = "casevault/v1/dleq/nonce"
}
