import Synchronization

/// Says after which writes to a cache it is worth while to look whether it is too large: all of its files are looked at then.
final class ShrinkTurns: Sendable {
    /// After how many bytes it is: the cache may be larger by so much for each process that writes to it.
    private static let bytes = 16 << 20
    /// After how many files.
    private static let files = 256

    private struct Written {
        var bytes: Int
        var files: Int
    }

    private let written: Mutex<Written>

    /// Begins anywhere between two turns: of many processes that write little each, as many look as of one that writes all.
    convenience init() {
        self.init(bytes: Int.random(in: 0..<Self.bytes), files: Int.random(in: 0..<Self.files))
    }

    /// Begins with what counts as written since the last turn.
    init(bytes: Int, files: Int) { written = Mutex(Written(bytes: bytes, files: files)) }

    /// Counts a file of that size; whether it is time to look.
    func isDue(after bytes: Int) -> Bool {
        written.withLock { written in
            written.bytes += bytes
            written.files += 1
            guard written.bytes >= Self.bytes || written.files >= Self.files else { return false }
            written = Written(bytes: 0, files: 0)
            return true
        }
    }
}
