import Judging
import Problems
import Synchronization

/// Says once that `--stop-at-first-failure` does nothing for problems that give points for single tests.
final class ScoringNote: Sendable {
    private let isDue: Atomic<Bool>

    init(_ policy: Judge.Policy) { isDue = Atomic(policy == .stopAtFirstFailure) }

    func tell(of problem: Problem) {
        guard problem.scoring != .passFail, isDue.exchange(false, ordering: .relaxed) else { return }
        StandardStreams.complain(
            "--stop-at-first-failure: \"\(problem.id)\" gives points for single tests; all tests of such problems are run"
        )
    }
}
