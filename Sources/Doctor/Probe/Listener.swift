import Glibc

/// A port of 127.0.0.1 on which connections are taken: what a program with a network would reach.
///
/// Nobody accepts them; the kernel completes a connection without.
struct Listener {
    /// The port.
    let port: Int
    private let socket: Int32

    /// Listens on a free port; nil where this machine has no loopback.
    init?() {
        let made = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard made >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(made, address, size) == 0 && listen(made, 8) == 0 && getsockname(made, address, &size) == 0
            }
        }
        guard isListening else {
            Glibc.close(made)
            return nil
        }
        (socket, port) = (made, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Listens no more.
    func close() { Glibc.close(socket) }
}
