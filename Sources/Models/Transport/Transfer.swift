import CCurl
import FoundationEssentials
import Glibc

/// One transfer: libcurl's easy handle, and what its callbacks collect; confined to the transport's thread.
final class Transfer {
    let id: UInt64
    let easy: UnsafeMutableRawPointer
    let events: AsyncStream<TransferEvent>.Continuation
    /// When the phase that is under way has taken too long.
    private(set) var deadline: ContinuousClock.Instant {
        didSet { alarm.ring(by: deadline) }
    }
    /// Whether the reader has had all it needs.
    private(set) var isReleased = false

    private let request: HTTPRequest
    private let alarm: Alarm
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var status = 0
    private var headers: [String: String] = [:]
    private var bodyBytes = 0
    private var isTooLong = false
    private var isEndDue = false

    /// Prepares the easy handle; nil when there is no memory for it.
    init?(id: UInt64, request: HTTPRequest, events: AsyncStream<TransferEvent>.Continuation, alarm: Alarm) {
        guard let easy = curl_easy_init() else { return nil }
        self.id = id
        self.easy = easy
        self.events = events
        self.request = request
        self.alarm = alarm
        deadline = .now + request.timeouts.firstByte
        alarm.ring(by: deadline)
        guard configure() else { return nil }
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerList)
    }

    // MARK: Set-up

    private func configure() -> Bool {
        for line in request.headers {
            guard let list = curl_slist_append(headerList, line) else { return false }
            headerList = list
        }
        var codes = [
            atlas_curl_set_text(easy, CURLOPT_URL, request.url),
            atlas_curl_set_list(easy, CURLOPT_HTTPHEADER, headerList),
            atlas_curl_set_long(easy, CURLOPT_NOSIGNAL, 1),
            atlas_curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
            // A request to a server that may speak HTTP/2 waits for its connection rather than opening another.
            atlas_curl_set_long(easy, CURLOPT_PIPEWAIT, request.url.hasPrefix("https:") ? 1 : 0),
            atlas_curl_set_long(easy, CURLOPT_UPLOAD_BUFFERSIZE, 16384),
            atlas_curl_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1),
            // A redirect would carry the key to another host.
            atlas_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0),
            atlas_curl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
            atlas_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.timeouts.connect)),
            atlas_curl_close_sockets_on_exec(easy),
            atlas_curl_set_receiver(easy, CURLOPT_HEADERFUNCTION, receiveHeader),
            atlas_curl_set_receiver(easy, CURLOPT_WRITEFUNCTION, receiveBody),
            // Unretained: the loop holds this object for as long as libcurl holds the handle.
            atlas_curl_set_pointer(easy, CURLOPT_HEADERDATA, Unmanaged.passUnretained(self).toOpaque()),
            atlas_curl_set_pointer(easy, CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque()),
        ]
        if request.isLoopback { codes.append(atlas_curl_set_text(easy, CURLOPT_NOPROXY, "*")) }
        if let file = certificateFile, !file.isEmpty {
            codes.append(atlas_curl_set_text(easy, CURLOPT_CAINFO, file))
        }
        if let body = request.body { codes.append(atlas_curl_set_body(easy, body, body.count)) }
        return codes.allSatisfy { $0 == CURLE_OK }
    }

    private func milliseconds(_ duration: Duration) -> Int {
        max(1, Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000))
    }

    // MARK: Callbacks

    /// Takes one line of the head; a later head (after `100 Continue`) replaces an earlier one.
    fileprivate func takeHeader(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self).trimmingPrefix { $0.isWhitespace }
        if line.hasPrefix("HTTP/") {
            headers = [:]
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].trimming { $0.isWhitespace }
            headers[line[..<colon].lowercased()] = String(value)
        } else if line.isEmpty && status >= 200 {
            events.yield(.head(status: status, headers: headers))
        }
    }

    /// Takes a piece of the body; false ends the transfer.
    fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bodyBytes += bytes.count
        guard bodyBytes <= request.bodyLimit else {
            isTooLong = true
            return false
        }
        if isReleased { return true }
        if !isEndDue { deadline = .now + request.timeouts.idle }
        events.yield(.body([UInt8](bytes)))
        return true
    }

    // MARK: The end

    /// From now on what comes does not put the deadline off; it is set once, however often this is called.
    func expectEnd() {
        guard !isEndDue, !isReleased else { return }
        isEndDue = true
        deadline = .now + request.timeouts.end
    }

    /// From now on the body is dropped, and the transfer is given up at the deadline.
    func release(until deadline: ContinuousClock.Instant) {
        isReleased = true
        self.deadline = deadline
    }

    /// What a transfer that reached its deadline is reported as.
    var timeoutFailure: TransferFailure {
        let reason =
            bodyBytes == 0
            ? "no answer within \(request.timeouts.firstByte)"
            : "nothing more came for \(request.timeouts.idle)"
        return TransferFailure(kind: .broken, reason: reason)
    }

    /// The event that libcurl's result stands for.
    func finalEvent(_ code: CURLcode) -> TransferEvent {
        let kind: TransferFailure.Kind
        switch code {
        case CURLE_OK: return .finished
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: kind = .nameNotFound
        case CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT: kind = .notConnected
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: kind = .untrusted
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: kind = .unsendable
        default: kind = wasSent ? .broken : .notConnected
        }
        return .failed(TransferFailure(kind: kind, reason: reason(code)))
    }

    /// OpenSSL knows this variable, but libcurl overrides it with the distribution's own file.
    private var certificateFile: String? {
        request.certificateFile ?? getenv("SSL_CERT_FILE").map { String(cString: $0) }
    }

    /// Whether the request may have reached the server: no proxy and no handshake failed before it.
    private var wasSent: Bool {
        var microseconds: curl_off_t = 0
        atlas_curl_get_microseconds(easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
        return microseconds > 0
    }

    /// The status with which a proxy refused to connect; nil where none did.
    private var proxyRefusal: Int? {
        var status = 0
        atlas_curl_get_long(easy, CURLINFO_HTTP_CONNECTCODE, &status)
        return status == 0 || (200..<300).contains(status) ? nil : status
    }

    private func reason(_ code: CURLcode) -> String {
        if let status = proxyRefusal { return "the proxy refused with status \(status)" }
        if code == CURLE_PEER_FAILED_VERIFICATION {
            return "its certificate is not trusted; SSL_CERT_FILE may name a file of the ones to trust"
        }
        if code == CURLE_SSL_CACERT_BADFILE, let file = certificateFile {
            return "\(file): no certificates can be read from it; it is what SSL_CERT_FILE names"
        }
        if isTooLong { return "the answer is longer than \(request.bodyLimit >> 20) MiB" }
        if code == CURLE_OPERATION_TIMEDOUT {
            return "no connection within \(request.timeouts.connect)\(proxyNote)"
        }
        var number = 0
        atlas_curl_get_long(easy, CURLINFO_OS_ERRNO, &number)
        let isOfSystem = number != 0 && [CURLE_COULDNT_CONNECT, CURLE_RECV_ERROR, CURLE_SEND_ERROR].contains(code)
        let text = isOfSystem ? String(cString: strerror(Int32(number))) : String(cString: curl_easy_strerror(code))
        return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_PROXY ? text + proxyNote : text
    }

    /// Which variable names a proxy, where one may have been asked.
    ///
    /// Source: libcurl-env(3).
    private var proxyNote: String {
        guard !request.isLoopback else { return "" }
        let own = request.url.hasPrefix("https:") ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        let set = (own + ["all_proxy", "ALL_PROXY"]).first { getenv($0).map { $0.pointee != 0 } ?? false }
        return set.map { " (\($0) names a proxy)" } ?? ""
    }
}

private let receiveHeader: curl_write_callback = { bytes, size, count, context in
    guard let context else { return 0 }
    Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        .takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}

private let receiveBody: curl_write_callback = { bytes, size, count, context in
    guard let context else { return 0 }
    let isTaken = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        .takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return isTaken ? size * count : 0
}

extension Substring {
    /// The text without leading and trailing characters of a kind.
    fileprivate func trimming(_ isDropped: (Character) -> Bool) -> Substring {
        var text = drop(while: isDropped)
        while let last = text.last, isDropped(last) { text.removeLast() }
        return text
    }
}
