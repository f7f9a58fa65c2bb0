import CCurl
import Glibc

/// What libcurl waits for: its sockets, in an epoll set, and its next timer; confined to the transport's thread.
final class SocketWatch {
    /// When libcurl wants to be called though no socket is ready; nil when it does not.
    var timer: ContinuousClock.Instant?

    private let multi: UnsafeMutableRawPointer
    private let epoll: Int32

    /// Watches a multi handle's sockets, and a descriptor by which other threads end the wait.
    init(multi: UnsafeMutableRawPointer, wakeUp: Int32) {
        self.multi = multi
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(epoll >= 0, "no epoll set for the network: \(String(cString: strerror(errno)))")
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        event.data.fd = wakeUp
        epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp, &event)
        // Unretained: the loop holds this object for as long as it works with the multi handle.
        let context = Unmanaged.passUnretained(self).toOpaque()
        atlas_curl_multi_set_socket_watcher(multi, watchSocket, context)
        atlas_curl_multi_set_timer(multi, setTimer, context)
    }

    /// Gives the epoll set back: the multi handle, which closes its kept connections later, calls here no more.
    func close() {
        atlas_curl_multi_set_socket_watcher(multi, nil, nil)
        atlas_curl_multi_set_timer(multi, nil, nil)
        _ = Glibc.close(epoll)
    }

    /// Waits for events and returns how many there are; 0 when the time is up.
    func wait(_ events: inout [epoll_event], milliseconds: Int32) -> Int {
        Int(max(0, epoll_wait(epoll, &events, Int32(events.count), milliseconds)))
    }

    /// epoll's events in libcurl's words.
    static func curlEvents(_ events: UInt32) -> Int32 {
        var mask: Int32 = 0
        if events & EPOLLIN.rawValue != 0 { mask |= CURL_CSELECT_IN }
        if events & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
        if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_ERR }
        return mask
    }

    fileprivate func watch(_ socket: Int32, _ what: Int32) {
        var event = epoll_event()
        event.data.fd = socket
        if what & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
        if what & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
        if what == CURL_POLL_REMOVE {
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
        } else if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0 {
            epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event)
        }
    }

    fileprivate func ring(inMilliseconds milliseconds: Int) {
        timer = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    }
}

private let watchSocket: curl_socket_callback = { _, socket, what, context, _ in
    guard let context else { return 0 }
    Unmanaged<SocketWatch>.fromOpaque(context).takeUnretainedValue().watch(socket, what)
    return 0
}

private let setTimer: curl_multi_timer_callback = { _, milliseconds, context in
    guard let context else { return 0 }
    Unmanaged<SocketWatch>.fromOpaque(context).takeUnretainedValue().ring(inMilliseconds: milliseconds)
    return 0
}
