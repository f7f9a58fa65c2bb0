import CCurl
import Glibc

/// Drives all transfers; lives and dies on the transport's thread.
///
/// One turn: what was posted, then what epoll reports, then what is due, then what has ended. libcurl says which sockets
/// it waits for, so that a turn costs what happens in it, however many transfers stand still.
/// Source: curl_multi_socket_action(3), epoll(7).
final class TransferLoop {
    private typealias Instant = ContinuousClock.Instant

    /// How long the rest of a released transfer is read before its connection is given up.
    private static let releaseGrace = Duration.seconds(2)
    /// How many events one turn takes from epoll.
    private static let eventsPerTurn = 256

    private let mailbox: TransferMailbox
    private let multi: UnsafeMutableRawPointer
    private let sockets: SocketWatch
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    private var handles: [UInt64: UnsafeMutableRawPointer] = [:]
    private var isShutDown = false
    private let alarm = Alarm()

    init(_ mailbox: TransferMailbox) {
        self.mailbox = mailbox
        self.multi = mailbox.handle
        sockets = SocketWatch(multi: mailbox.handle, wakeUp: mailbox.wakeUpDescriptor)
    }

    /// Works until `shutDown` is posted, then fails what is left and frees it.
    func run() {
        var events = [epoll_event](repeating: epoll_event(), count: Self.eventsPerTurn)
        while true {
            for command in mailbox.take() { execute(command) }
            if isShutDown { break }
            let count = sockets.wait(&events, milliseconds: waitMilliseconds())
            for event in events[..<count] { act(event.data.fd, SocketWatch.curlEvents(event.events)) }
            while let due = sockets.timer, due <= .now {
                sockets.timer = nil
                act(CURL_SOCKET_TIMEOUT, 0)
            }
            endFinished()
            endExpired()
        }
        failAll("the transport was shut down")
        for command in mailbox.take() { refuse(command) }
        sockets.close()
    }

    /// Lets libcurl work on a socket, or on what is due.
    private func act(_ socket: Int32, _ events: Int32) {
        guard socket != mailbox.wakeUpDescriptor else { return mailbox.clearWakeUp() }
        var running: Int32 = 0
        let code = curl_multi_socket_action(multi, socket, events, &running)
        if code != CURLM_OK { failAll(String(cString: curl_multi_strerror(code))) }
    }

    private func execute(_ command: TransferMailbox.Command) {
        switch command {
        case .start(let id, let request, let events):
            guard let transfer = Transfer(id: id, request: request, events: events, alarm: alarm) else {
                end(events, .failed(TransferFailure(kind: .unsendable, reason: "libcurl has no memory for a transfer")))
                return
            }
            transfers[transfer.easy] = transfer
            handles[id] = transfer.easy
            curl_multi_add_handle(multi, transfer.easy)
        case .cancel(let id):
            guard let easy = handles[id], transfers[easy]?.isReleased == false else { return }
            remove(easy)
        case .release(let id):
            guard let easy = handles[id], let transfer = transfers[easy] else { return }
            transfer.release(until: .now + Self.releaseGrace)
        case .expectEnd(let id):
            guard let easy = handles[id], let transfer = transfers[easy] else { return }
            transfer.expectEnd()
        case .count(let continuation):
            continuation.resume(returning: transfers.count)
        case .shutDown:
            isShutDown = true
        }
    }

    /// Answers what arrives after the end.
    private func refuse(_ command: TransferMailbox.Command) {
        switch command {
        case .start(_, _, let events):
            end(events, .failed(TransferFailure(kind: .broken, reason: "the transport was shut down")))
        case .count(let continuation): continuation.resume(returning: 0)
        case .cancel, .release, .expectEnd, .shutDown: break
        }
    }

    private func endFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = message.pointee.data.result
            guard let transfer = transfers[easy] else { continue }
            let event = transfer.finalEvent(code)
            remove(easy)
            end(transfer.events, event)
        }
    }

    private func endExpired() {
        guard let check = alarm.next, check <= .now else { return }
        let now = Instant.now
        for (easy, transfer) in transfers where transfer.deadline <= now {
            let failure = transfer.timeoutFailure
            remove(easy)
            end(transfer.events, .failed(failure))
        }
        alarm.next = transfers.values.map(\.deadline).min()
    }

    private func failAll(_ reason: String) {
        for (easy, transfer) in transfers {
            remove(easy)
            end(transfer.events, .failed(TransferFailure(kind: .broken, reason: reason)))
        }
    }

    private func remove(_ easy: UnsafeMutableRawPointer) {
        curl_multi_remove_handle(multi, easy)
        guard let transfer = transfers.removeValue(forKey: easy) else { return }
        handles[transfer.id] = nil
    }

    private func end(_ events: AsyncStream<TransferEvent>.Continuation, _ event: TransferEvent) {
        events.yield(event)
        events.finish()
    }

    /// How long to sleep at most: to what is due next, or a minute.
    private func waitMilliseconds() -> Int32 {
        guard let next = [alarm.next, sockets.timer].compactMap({ $0 }).min() else { return 60_000 }
        let wait = Instant.now.duration(to: next)
        guard wait > .zero else { return 0 }
        let milliseconds = wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000
        return Int32(min(milliseconds + 1, 60_000))
    }
}

/// The instant before which no transfer's deadline lies: deadlines are looked at one by one only then.
final class Alarm {
    var next: ContinuousClock.Instant?

    /// Sets the alarm to the instant, unless it rings earlier already.
    func ring(by instant: ContinuousClock.Instant) {
        next = min(next ?? instant, instant)
    }
}
