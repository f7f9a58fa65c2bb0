import Glibc
import Sandbox

/// Whether this process may have the threads that it cannot do without.
///
/// Swift's tasks wait for ever where none can be started for them, and say nothing of it.
enum ThreadSupply {
    /// As many as run tasks, calls and signals at the least.
    private static let needed = 4

    /// Why they cannot be started; nil when they can.
    ///
    /// They are tried all at once, for that is how they are needed.
    static func reasonForNone() -> String? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        var threads: [pthread_t] = []
        var error: Int32 = 0
        let end = UnsafeMutableRawPointer(bitPattern: Int(ends[0]) + 1)
        while error == 0, threads.count < needed {
            var thread = pthread_t()
            error = pthread_create(
                &thread, nil,
                { end in
                    // Until the other end is closed.
                    var byte: UInt8 = 0
                    _ = read(Int32(Int(bitPattern: end) - 1), &byte, 1)
                    return nil
                }, end)
            if error == 0 { threads.append(thread) }
        }
        close(ends[1])
        for thread in threads { pthread_join(thread, nil) }
        close(ends[0])
        guard error != 0 else { return nil }
        return "no more threads can be started: \(String(cString: strerror(error)))"
            + (SandboxError.remedy(notStarted: error).map { "; \($0)" } ?? "")
    }
}
