import Problems
import Sandbox
import Testing

@testable import Judging

/// Right programs that are written in ways which graders have been known to reject.
///
/// Each is a file of `Odd`, with what is odd about it in the first line. Python's are judged as programs of their own and
/// under LiveCodeBench's prelude; those in a language that is not installed are skipped, and said so.
@Suite struct OddProgramTests {
    static let programs = ProgramFile.all(in: "Odd")

    @Test func `there are at least sixty odd programs, each with what is odd`() {
        #expect(Self.programs.count >= 60)
        #expect(Self.programs.allSatisfy { $0.idea.count > 10 }, "\(Self.programs.map(\.idea))")
    }

    @Test(arguments: programs)
    func `an odd program that is right is accepted`(_ program: ProgramFile) async throws {
        let bench = try Bench()
        let language = try LanguageTable.builtIn.language(ofFile: program.name)
        if case .failure(let error) = await bench.toolchains.probe(language).found {
            print("skipped: \(program.name): \(error)")
            return
        }
        let problems =
            program.isFunction
            ? [Bench.function] : language.id == "python" ? [Bench.sum(), Bench.sum(comparison: .lcb)] : [Bench.sum()]
        for var problem in problems {
            problem.limits = ProblemLimits(cpuMilliseconds: 5_000, memoryKiB: 512 * 1024)
            let report = try await bench.judge(program.source, language.id, on: problem)
            #expect(
                report.verdict == .accepted,
                "\(program.idea) \(report.message ?? "") \(report.tests.map(\.stderr.text))")
        }
    }
}
