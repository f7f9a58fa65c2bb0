/// Looks at a server without asking a model anything.
public enum ServerProbe {
    /// Lists the models that a server of either protocol offers (`GET /v1/models`).
    ///
    /// - Parameters:
    ///   - baseURL: The API's root, with or without `/v1`.
    ///   - dialect: Decides how the key is sent.
    ///   - key: The key, where the server asks for one.
    ///   - timeout: How long the connection, and then the answer, may take.
    /// - Returns: The models' names, in the server's order.
    /// - Throws: `ModelError.badName` for a URL that is none, `.unreachable`, `.unauthorised`, `.rejected` or
    ///   `.protocolBroken` for a server that does not answer with a list.
    public static func models(
        at baseURL: String, dialect: ServerAddress.Dialect = .openAI, key: APIKey? = nil,
        timeout: Duration = .seconds(10)
    ) async throws(ModelError) -> [String] {
        let listing = ModelListing(
            address: try ServerAddress(parsing: baseURL, dialect: dialect), headers: dialect.headers, key: key,
            transport: .shared,
            timeouts: HTTPRequest.Timeouts(connect: timeout, firstByte: timeout, idle: timeout))
        return try await listing.names()
    }
}
