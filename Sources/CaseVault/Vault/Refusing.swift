extension VaultError {
    /// Whether a rule said no to somebody: an entry tells of it. Mistakes, conflicts and disks are none.
    var isRefusal: Bool {
        switch self {
        case .notPermitted, .erasureOrdered, .erased, .onHold: true
        default: false
        }
    }
}
