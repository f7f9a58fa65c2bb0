/// Whether something comes true within a time.
///
/// The time is the end of patience and no measure: it is far longer than it takes on any machine, and what it ends is a
/// test that would hang.
///
/// - Parameters:
///   - patience: How long to wait for it.
///   - holds: Whether it is true now; asked again and again.
/// - Returns: Whether it came true; false too when the test was cancelled.
/// - Throws: What `holds` throws.
public func eventually(
    within patience: Duration = .seconds(300), _ holds: () async throws -> Bool
) async rethrows -> Bool {
    let end = ContinuousClock.now + patience
    while try await !holds() {
        guard ContinuousClock.now < end else { return false }
        do { try await Task.sleep(for: .milliseconds(2)) } catch { return false }
    }
    return true
}
