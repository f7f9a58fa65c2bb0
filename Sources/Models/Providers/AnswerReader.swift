/// Reads one HTTP response into an assembler: a stream of events, a whole document, or the text of a failure.
struct AnswerReader {
    private(set) var status = 0
    private(set) var headers: [String: String] = [:]
    /// The body of a response that is no stream of events; of a failure, its start.
    private(set) var document: [UInt8] = []

    /// How many events of an answer have been understood.
    private(set) var eventsTaken = 0

    private var assembler: any AnswerAssembler
    private var events = ServerSentEvents()
    private var isStream = false

    init(assembler: any AnswerAssembler) { self.assembler = assembler }

    /// Whether the answer's final event has come.
    var isComplete: Bool { isStream && assembler.isComplete }

    /// Whether nothing but the stream's end is waited for.
    var isAnswered: Bool { isStream && assembler.isAnswered }

    /// Whether a first piece of a streamed answer has come.
    var hasContent: Bool { isStream && assembler.hasContent }

    mutating func begin(status: Int, headers: [String: String]) {
        self.status = status
        self.headers = headers
        isStream = (200..<300).contains(status) && headers["content-type"]?.contains("text/event-stream") == true
    }

    mutating func take(_ bytes: [UInt8]) throws(AnswerFault) {
        if isStream {
            try takeEvents(bytes)
        } else if (200..<300).contains(status) || document.count < 65536 {
            document += bytes
        }
    }

    /// The response, after the end of the body; it may be an early end, if the answer is all there.
    mutating func finish() throws(AnswerFault) -> ChatResponse {
        guard !isStream else {
            try takeLastEvent()
            return try assembler.finish()
        }
        switch document.first(where: { !$0.isJSONSpace }) {
        case nil:
            throw .incomplete("the answer is empty")
        case UInt8(ascii: "{"):
            try assembler.take(document: document)
        case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: ":"):
            // A stream of events ("data", "event", a comment) under a wrong content type.
            try takeEvents(document)
            try takeLastEvent()
        default:
            throw .malformed("neither events nor JSON: \(ServerText.start(of: document))")
        }
        return try assembler.finish()
    }

    private mutating func takeEvents(_ bytes: [UInt8]) throws(AnswerFault) {
        do {
            for event in try events.take(bytes) where !assembler.isComplete { try take(event) }
        } catch let fault as AnswerFault {
            throw fault
        } catch {
            throw .malformed("an event is too long")
        }
    }

    private mutating func takeLastEvent() throws(AnswerFault) {
        guard !assembler.isComplete else { return }
        let last: ServerSentEvent?
        do {
            last = try events.finish()
        } catch {
            throw .malformed("an event is longer than \(error.limit >> 20) MiB")
        }
        if let last { try take(last) }
    }

    private mutating func take(_ event: ServerSentEvent) throws(AnswerFault) {
        do {
            try assembler.take(event)
            eventsTaken += 1
        } catch .malformed where assembler.isAnswered {
            // What is garbled or cut after the stop reason takes nothing away from the answer.
        }
    }
}

extension UInt8 {
    /// Whether JSON ignores this byte between tokens.
    fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x0a || self == 0x0d || self == 0x09 }
}
