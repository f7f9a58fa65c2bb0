import Foundation
import Judging
import Models
import Sandbox
import Testing

@testable import Reporting

/// The documents that programs rely on: every field, whatever happened.
///
/// Additions are allowed, renames never.
@Suite struct DocumentTests {
    private func outcome(_ end: SandboxOutcome.End) throws -> SandboxOutcome {
        SandboxOutcome(
            end: end, cpuMilliseconds: 1.234, wallMilliseconds: 3.45, peakKiB: 5120,
            output: try SandboxInput(Data("hi\n".utf8)),
            stderr: Data(), stdoutBytes: 3, stderrBytes: 0, blockedSystemCalls: ["socket"],
            mechanisms: SandboxMechanisms(memory: .cgroupV2, processes: .polled, cpu: .cgroupV1, landlockABI: 7),
            collected: [:])
    }

    @Test(arguments: [
        (SandboxOutcome.End.exited(7), #""exit_code":7,"limit":null,"#, #""signal":null,"status":"exited""#),
        (.signaled(11), #""exit_code":null,"limit":null,"#, #""signal":11,"status":"signaled""#),
        (.limit(.cpu), #""exit_code":null,"limit":"cpu","#, #""signal":null,"status":"limit""#),
    ])
    func `atlas.run tells how the program ended`(_ row: (SandboxOutcome.End, String, String)) throws {
        let outcome = try outcome(row.0)
        #expect(
            JSONDocument.text(RunReport.json(outcome))
                == #"{"blocked_syscalls":["socket"],"cpu_ms":1.2,"# + row.1
                + #""mechanisms":{"cpu":"cgroup_v1","landlock_abi":7,"memory":"cgroup_v2","processes":"polled"},"#
                + #""message":null,"peak_kib":5120,"schema":"atlas.run/1","# + row.2
                + #","stderr":"","stderr_bytes":0,"stdout":"hi\n","stdout_bytes":3,"wall_ms":3.5}"#)
    }

    @Test func `atlas.run has every field when the sandbox failed`() {
        #expect(
            JSONDocument.text(RunReport.json(sandboxError: "sandbox: mounts: /usr: Permission denied"))
                == #"{"blocked_syscalls":[],"cpu_ms":0,"exit_code":null,"limit":null,"#
                + #""mechanisms":null,"message":"sandbox: mounts: /usr: Permission denied","peak_kib":0,"schema":"atlas.run/1","#
                + #""signal":null,"status":"sandbox_error","stderr":"","stderr_bytes":0,"stdout":"","stdout_bytes":0,"#
                + #""wall_ms":0}"#)
    }

    private let report = JudgeReport(
        file: "a.cpp", language: "cpp", verdict: .wrongAnswer,
        tests: [
            TestTrace(
                name: "01", group: "private", verdict: .wrongAnswer, cpuMilliseconds: 2, wallMilliseconds: 3,
                peakKiB: 900,
                message: "line 1, token 1: expected \"3\", got \"4\"", input: Excerpt(Data("1 2\n".utf8)),
                expected: Excerpt(Data("3\n".utf8)), actual: Excerpt(Data("4\n".utf8)), stderr: .empty)
        ],
        compile: CompileTrace(
            succeeded: true, cpuMilliseconds: 500, wallMilliseconds: 600, peakKiB: 90_000, diagnostics: .empty),
        message: "line 1, token 1: expected \"3\", got \"4\"")

    @Test func `atlas.grade holds verdicts, never the tests' data`() {
        #expect(
            JSONDocument.text(GradeReport.json(problem: "sum", [report]))
                == #"{"problem":"sum","schema":"atlas.grade/1","submissions":[{"compile":{"cpu_ms":500,"diagnostics":"","#
                + #""peak_kib":90000,"succeeded":true,"wall_ms":600},"file":"a.cpp","language":"cpp","#
                + #""message":"line 1, token 1: expected \"3\", got \"4\"","score":0,"tests":[{"cpu_ms":2,"#
                + #""group":"private","message":"line 1, token 1: expected \"3\", got \"4\"","name":"01","peak_kib":900,"#
                + #""verdict":"WA","wall_ms":3}],"verdict":"WA"}]}"#)
    }

    @Test func `the first failing test is explained to people`() {
        #expect(
            GradeReport.text(report) == """
                a.cpp  cpp  WA  0 of 1 test accepted
                  test  group    verdict     CPU    real     peak
                  01    private  WA       2.0 ms  3.0 ms  0.9 MiB  line 1, token 1: expected "3", got "4"

                first failing test 01: WA
                  line 1, token 1: expected "3", got "4"
                input:
                  1 2
                expected:
                  3
                got:
                  4
                """)
    }
}
