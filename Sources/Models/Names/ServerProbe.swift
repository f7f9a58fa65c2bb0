/// Looks at a server without asking a model anything.
public enum ServerProbe {
    /// Lists the models that a server of OpenAI's protocols offers (`GET /v1/models`).
    ///
    /// - Parameters:
    ///   - baseURL: The API's root, with or without `/v1`.
    ///   - key: The key, where the server asks for one.
    ///   - timeout: How long the connection, and then the answer, may take.
    /// - Returns: The models' names, in the server's order.
    /// - Throws: `ModelError.badName` for a URL that is none, `.unreachable`, `.unauthorised`, `.rejected` or
    ///   `.protocolBroken` for a server that does not answer with a list.
    public static func models(
        at baseURL: String, key: APIKey? = nil, timeout: Duration = .seconds(10)
    ) async throws(ModelError) -> [String] {
        try await models(at: try ServerAddress(parsing: baseURL), ServerHeaders(), key, timeout)
    }

    /// Lists the models that the server of a model offers.
    ///
    /// - Parameters:
    ///   - server: The server.
    ///   - timeout: How long the connection, and then the answer, may take.
    /// - Returns: The models' names, in the server's order.
    /// - Throws: As for a URL.
    public static func models(
        of server: ModelServer, timeout: Duration = .seconds(10)
    ) async throws(ModelError) -> [String] {
        let headers = ServerHeaders(provider: server.provider, wireProtocol: server.wireProtocol)
        return try await models(at: try server.address(), headers, server.key, timeout)
    }

    private static func models(
        at address: ServerAddress, _ headers: ServerHeaders, _ key: APIKey?, _ timeout: Duration
    ) async throws(ModelError) -> [String] {
        let listing = ModelListing(
            address: address, headers: headers, key: key, transport: .shared,
            timeouts: HTTPRequest.Timeouts(connect: timeout, firstByte: timeout, idle: timeout))
        return try await listing.names()
    }
}
