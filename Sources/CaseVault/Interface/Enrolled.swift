/// What a person sees when she has redeemed her code.
public struct Enrolled: Codable, Sendable {
    /// Her login.
    public let login: String
    /// Her key id in hex.
    public let key: String
    /// Six words of her key, read aloud to the officer who then runs `staff confirm`.
    public let words: [String]
}
