import Glibc

/// One connection: reads requests and plays the script's steps; lives on one thread.
struct ScriptedConnection {
    let descriptor: Int32
    let state: ServerState

    /// What becomes of the connection after an answer.
    private enum Fate { case kept, closed }

    /// Serves requests until either side ends the connection, then closes it.
    func serve(_ script: ScriptedServer.Script) {
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var pending: [UInt8] = []
        while var request = readRequest(&pending) {
            request.index = state.note { log in
                request.index = log.requests.count
                log.requests.append(request)
                return request.index
            }
            if play(script(request)) == .closed { break }
        }
        state.closeConnection(descriptor)
    }

    // MARK: Answering

    private func play(_ steps: [ScriptedStep]) -> Fate {
        var isChunked = false
        for step in steps {
            switch step {
            case .respond(let status, let headers, let body):
                var headers = headers
                headers["Content-Length"] = "\(body.utf8.count)"
                if headers["Content-Type"] == nil { headers["Content-Type"] = "application/json" }
                guard send(head(status, headers) + Array(body.utf8)) else { return .closed }
            case .begin(let status, let headers):
                isChunked = true
                guard send(head(status, headers.merging(["Transfer-Encoding": "chunked"]) { own, _ in own }))
                else { return .closed }
            case .chunk(let bytes):
                var frame: [UInt8] = []
                if !isChunked {
                    isChunked = true
                    frame = head(200, ["Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"])
                }
                frame += Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
                guard send(frame) else { return .closed }
            case .raw(let bytes):
                guard send(bytes) else { return .closed }
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(
                    descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
                return .closed
            case .close:
                return .closed
            case .hangUntilClosed:
                waitForClose()
                state.note { $0.hangsEnded += 1 }
                return .closed
            case .pause(let wait):
                wait()
            }
        }
        if isChunked { return send(Array("0\r\n\r\n".utf8)) ? .kept : .closed }
        return .kept
    }

    private func head(_ status: Int, _ headers: [String: String]) -> [UInt8] {
        let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
        return Array("HTTP/1.1 \(status) Scripted\r\n\(lines.joined())\r\n".utf8)
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[sent...])
                let count = Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    private func waitForClose() {
        var ignored: [UInt8] = []
        while receive(into: &ignored) { ignored.removeAll() }
    }

    // MARK: Reading

    /// The next request; nil when the connection has ended.
    private func readRequest(_ pending: inout [UInt8]) -> ScriptedRequest? {
        var headEnd: Int?
        while true {
            headEnd = endOfHead(pending)
            if headEnd != nil { break }
            guard receive(into: &pending) else { return nil }
        }
        guard let headEnd else { return nil }
        let lines = String(decoding: pending[..<headEnd], as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: true)
        pending.removeFirst(headEnd)
        let start = lines.first?.split(separator: " ") ?? []
        guard start.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = String(value)
        }
        if headers["expect"] != nil { guard send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) else { return nil } }
        let length = headers["content-length"].flatMap(Int.init) ?? 0
        while pending.count < length {
            guard receive(into: &pending) else { return nil }
        }
        let body = Array(pending[..<length])
        pending.removeFirst(length)
        return ScriptedRequest(
            index: 0, method: String(start[0]), path: String(start[1]), headers: headers, body: body)
    }

    /// The offset after the blank line that ends a head, if it has arrived.
    private func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (4...bytes.count).first { end in
            bytes[end - 4] == 13 && bytes[end - 3] == 10 && bytes[end - 2] == 13 && bytes[end - 1] == 10
        }
    }

    /// Appends what has arrived; false at the end of the connection.
    private func receive(into bytes: inout [UInt8]) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes += buffer[..<count]
            return true
        }
    }
}
