/// How the act ended.
package enum ResultCode: String, CaseIterable, Hashable, Sendable {
    /// Written before the act, so that nothing opens without a line; the outcome, if it is logged, refers to it.
    case intent
    case ok, denied, failed

    static let table = CodeTable<ResultCode>()
}
