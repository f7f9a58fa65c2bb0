import Spelling

extension ModelError: CustomStringConvertible {
    /// One line: where, what was found, what to do.
    public var description: String {
        switch self {
        case .badName(let detail):
            detail
        case .keyMissing(let variable):
            "\(variable) is not set; export it with your key, or choose another model"
        case .unauthorised(let host, let variable?, let message):
            "\(host): the key was refused\(message.isEmpty ? "" : ": \(message)"); check \(variable)"
        case .unauthorised(let host, nil, let message):
            "\(host): a key is needed\(message.isEmpty ? "" : ": \(message)"); export \(ModelName.keyVariableForURLs) for NAME@URL"
                + " or OPENAI_API_KEY for openai:NAME"
        case .unknownModel(let name, let host, let available):
            "\(host): there is no model \"\(name)\"; \(Self.offer(available))"
        case .unreachable(let url, let reason):
            "\(url): \(reason)"
        case .rejected(let host, 200, let message):
            "\(host): the request was refused: \(message)"
        case .rejected(let host, 404, let message):
            "\(host): status 404: \(message); is the URL that of the API's root, ending in /v1?"
        case .rejected(let host, 413, let message):
            "\(host): status 413: \(message); the request is too large for this server"
        case .rejected(let host, let status, let message):
            "\(host): the request was refused with status \(status): \(message)"
        case .contextExceeded(let host, let message):
            "\(host): the request and its answer do not fit the model's context: \(message)"
        case .capReached(let cap):
            "\(cap.option) \(cap.cap): \(cap.detail); \(cap.remedy)"
        case .recordedFailure(let reason, _, _):
            reason
        case .exhausted(let host, let attempts, let last):
            "\(host): \(attempts.counted("attempt")) failed, the last with: \(last);"
                + " try again later"
        case .protocolBroken(let host, let detail):
            "\(host): the answer is not of the chat protocol: \(detail); is the URL that of the API's root?"
        case .notRecorded(let directory, let detail):
            "\(directory): \(detail); record the run again with --record"
        case .recordFailed(let path, let reason):
            "\(path): \(reason); check the folder of the record and the room on its disk"
        case .localUnavailable(let reason):
            "local: \(reason); \"atlas models setup\" installs the embedded model"
        case .cancelled:
            "cancelled"
        }
    }

    private static func offer(_ names: [String]) -> String {
        guard !names.isEmpty else { return "check the name after the provider" }
        let shown = names.prefix(12).joined(separator: ", ")
        return "it offers \(shown)" + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}
