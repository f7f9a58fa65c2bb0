import Digests

/// One request, its attempts, and its answer if there was one, as they lie on disk.
struct CallRecord: Codable, Equatable, Sendable {
    static let schema = "atlas.call/2"

    var schema = Self.schema
    /// The model as the user named it.
    var model: String
    /// What the call was made for: a problem's id.
    var purpose: String?
    var request: ChatRequest
    /// Nil when the call failed.
    var response: ChatResponse?
    /// Why the call failed.
    var failure: String?
    /// When the request was first sent, ISO 8601 in UTC.
    var started: String
    /// Every sending of the request.
    var attempts: [CallAttempt]

    /// What is wrong with the bytes of a record.
    enum Damage: Error, Equatable, CustomStringConvertible {
        case notJSON
        case checksumMissing
        case checksumWrong
        case otherSchema(String)
        case otherRequest

        var description: String {
            switch self {
            case .notJSON: "it is no JSON"
            case .checksumMissing: "it has no checksum"
            case .checksumWrong: "its checksum is wrong"
            case .otherSchema(let name): "its form is \(name), which is not known"
            case .otherRequest: "it answers another request"
            }
        }
    }

    init(
        model: String, purpose: String? = nil, request: ChatRequest, response: ChatResponse? = nil,
        failure: String? = nil, started: String, attempts: [CallAttempt] = []
    ) {
        self.model = model
        self.purpose = purpose
        self.request = request
        self.response = response
        self.failure = failure
        self.started = started
        self.attempts = attempts
    }
}

/// What a call is found by: the model and all of the request, and the number of the sample.
struct CallKey: Hashable, Sendable, CustomStringConvertible {
    /// 32 hexadecimal digits and the sample's number: `HASH-SAMPLE`.
    let description: String

    /// The first half of the SHA-256 of the canonical JSON of the model's name and the request.
    init(model: String, request: ChatRequest) {
        struct Named: Encodable {
            let model: String
            let request: ChatRequest
        }
        let bytes = CanonicalJSON.bytes(Named(model: model, request: request))
        description = "\(Digest.sha256(bytes).prefix(32))-\(request.sample)"
    }

    /// A key that was read.
    init(_ description: String) { self.description = description }

    private static let begunMark = "begun-"
    private static let failedMark = "failed-"

    /// Under which a call is told of that is about to be sent.
    var begun: CallKey { CallKey(Self.begunMark + description) }

    /// Under which a call without an answer lies: it is found by nobody who looks for one.
    var failed: CallKey { CallKey(Self.failedMark + description) }

    /// Whether it only tells of a call that is about to be sent.
    var isBegun: Bool { description.hasPrefix(Self.begunMark) }

    /// The call's own key.
    var call: CallKey {
        for mark in [Self.begunMark, Self.failedMark] where description.hasPrefix(mark) {
            return CallKey(String(description.dropFirst(mark.count)))
        }
        return self
    }
}
