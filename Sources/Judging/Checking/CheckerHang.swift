import Synchronization

/// Whether the checker or interactor has hung on a test of a submission: the other tests do not wait for it as well.
///
/// The submission's verdict is `JE` by then, whatever came of them.
final class CheckerHang: Sendable {
    private let name = Mutex<String?>(nil)

    /// The test on which it hung first; nil when on none.
    var test: String? { name.withLock { $0 } }

    /// Takes note of a test on which it hung.
    func note(_ test: String) { name.withLock { $0 = $0 ?? test } }
}
