import Sandbox
import Testing

@testable import Judging

/// How often a program is run where the machine fails or a time-out is doubtful.
@Suite struct ProgramTriesTests {
    enum Step: Sendable {
        case ends, isDoubtful, fails, hangs, cannotStart, isCancelled
    }

    private struct Trouble: Error, CustomStringConvertible {
        let description = "the machine failed"
    }

    private static let program = Program(
        arguments: ["/work/program"], environment: [:], readOnlyPaths: [], files: [],
        allowance: Language.Allowance(memoryKiB: 0, timeMultiplier: 1, cpuMilliseconds: 0, processes: 1))

    /// What comes of runs that go so; `alone` has an item for each that was made.
    private static func tried(_ steps: [Step]) async throws -> (told: String, reruns: Int, alone: [Bool]) {
        var alone: [Bool] = []
        let tried = try await program.tried { (isRerun: Bool) -> (String, isDoubtful: Bool) in
            alone.append(isRerun)
            guard alone.count <= steps.count else { return ("a run too many", isDoubtful: false) }
            switch steps[alone.count - 1] {
            case .ends: return ("ended", isDoubtful: false)
            case .isDoubtful: return ("over its time", isDoubtful: true)
            case .fails: throw Trouble()
            case .hangs: throw JudgeFailure(reason: "the checker hung", isHang: true)
            case .cannotStart: throw SandboxError.failed(phase: "exec", object: "program", errno: 8, remedy: nil)
            case .isCancelled: throw SandboxError.cancelled
            }
        } notRun: { verdict, reason in
            "\(verdict.rawValue) \(reason)"
        }
        return (tried.value, tried.reruns, alone)
    }

    private static let rows: [([Step], told: String, reruns: Int, alone: [Bool])] = [
        ([.ends], "ended", 0, [false]),
        ([.fails, .ends], "ended", 0, [false, false]),
        ([.fails, .fails], "JE the machine failed", 0, [false, false]),
        ([.hangs], "JE the checker hung", 0, [false]),
        ([.cannotStart], "RTE the compiled program cannot be started: Exec format error", 0, [false]),
        ([.isDoubtful, .ends], "ended", 1, [false, true]),
        ([.isDoubtful, .isDoubtful, .isDoubtful, .isDoubtful], "over its time", 3, [false, true, true, true]),
        ([.isDoubtful, .fails, .fails], "JE the machine failed", 1, [false, true, true]),
        ([.fails, .isDoubtful, .fails, .ends], "ended", 1, [false, false, true, true]),
    ]

    @Test(arguments: rows)
    func `each run is tried once more where the machine fails, and a doubtful one made again alone`(
        _ row: ([Step], told: String, reruns: Int, alone: [Bool])
    ) async throws {
        let tried = try await Self.tried(row.0)
        #expect(tried.told == row.told)
        #expect(tried.reruns == row.reruns)
        #expect(tried.alone == row.alone)
    }

    @Test func `a run that was cancelled has no verdict`() async {
        await #expect(throws: CancellationError.self) { try await Self.tried([.isCancelled]) }
    }
}
