import Evaluation
import Foundation
import Judging
import Orchestration

@testable import Reporting

/// Runs made for tests of reports: their results are written down here, not measured.
enum ReportFixture {
    /// What a model could answer to break a page.
    static let hostile = """
        </script><script>document.title = "broken"</script><img src=x onerror="document.title='broken'"> \
        {{title}} {{{data}}} "\u{301} onload=x <!-- ]]> &lt; \u{2028} \u{202E} \u{0}
        """

    static func fingerprint(
        method: String = "atlas", dataset: String = "ab12", limits: GradingLimits = GradingLimits(), samples: Int = 2,
        atlas: String = "0.1.0"
    ) -> RunFingerprint {
        RunFingerprint(
            settings: EvalSettings(
                dataset: dataset, datasetName: "data/bundled.jsonl", method: method, model: "tester",
                solvers: ["tester"], language: "python", prompts: "cd34", maxExplores: 8, actions: .auto,
                samples: samples, limits: limits),
            atlas: [atlas], toolchains: ["Python 3.11.7"], hosts: [], models: [])
    }

    static func problem(_ number: Int) -> EvalProblem {
        EvalProblem(
            id: "p\(number)", title: "Problem \(number)", platform: number % 2 == 0 ? "atcoder" : "leetcode",
            contestDate: "2024-0\(number % 6 + 1)-15", difficulty: ["easy", "medium", "hard"][number % 3])
    }

    static func result(
        _ problem: EvalProblem, _ sample: Int, _ verdict: Verdict?, isFailed: Bool = false, explores: Int = 2
    ) -> EvalResult {
        var result = EvalResult(problem: problem, sample: sample, language: "python")
        result.verdict = verdict
        result.failure = isFailed ? .machine : verdict == nil ? .model : nil
        result.publicVerdict = verdict
        result.program = "print(\(sample))"
        result.explores = explores
        result.calls = explores * 2
        result.inputTokens = 1000
        result.outputTokens = 100
        result.costUSD = 0.001
        result.callSeconds = 1.5
        result.stopReason = verdict == .accepted ? .agreement : .budget
        return result
    }

    /// A run of so many problems; easy ones are accepted, medium ones half, hard ones not.
    static func run(
        _ name: String, problems count: Int = 12, samples: Int = 2, fingerprint: RunFingerprint? = nil,
        isAccepted: (_ problem: Int, _ sample: Int) -> Bool = { $0 % 3 == 0 || ($0 % 3 == 1 && $1 % 2 == 0) }
    ) -> EvaluatedRun {
        let problems = (0..<count).map(problem)
        let results = problems.enumerated().flatMap { number, problem -> [EvalResult] in
            (0..<samples).map { result(problem, $0, isAccepted(number, $0) ? .accepted : .wrongAnswer) }
        }
        return EvaluatedRun(
            name: name, fingerprint: fingerprint ?? self.fingerprint(samples: samples), problems: problems,
            results: results)
    }

    /// A trajectory with so many explores, each of which fails a public test.
    static func trajectory(
        _ problem: String, explores: Int = 2, text: String = "reads, sorts, prints",
        program: String = "print(input())\n"
    ) throws -> Trajectory {
        func excerpt(_ text: String) -> [String: Any] { ["text": text, "total_bytes": text.utf8.count] }
        let usage = ["input": 500, "output": 50]
        let judgement: [String: Any] = [
            "verdict": "WA", "message": text,
            "tests": [
                [
                    "name": "sample-1", "verdict": "WA", "cpu_ms": 12.5, "wall_ms": 15.0, "peak_kib": 9000,
                    "message": text,
                    "excerpts": [
                        "input": excerpt("3\n1 2 3\n"), "expected": excerpt("1\n2\n3\n"),
                        "actual": excerpt("1\n3\n\(text)\n"), "stderr": excerpt(text),
                    ],
                ]
            ],
        ]
        let document: [String: Any] = [
            "problem": problem, "method": "atlas", "language": "python", "orchestrator": "tester", "solver": "tester",
            "prompts": "cd34", "max_explores": 8, "malformed_actions": 0, "revisions": 0, "stop_reason": "budget",
            "totals": [
                "calls": explores + 1, "failed_explores": 0, "input_tokens": 1000, "output_tokens": 100,
                "call_seconds": 1.5,
            ],
            "explores": (1...explores).map { n -> [String: Any] in
                [
                    "n": n, "model": "tester", "approach": text, "reasoning": text, "confidence": 0.7,
                    "claimed_complexity": "O(n)", "program": program, "judgement": judgement, "finish": "stop",
                    "usage": usage, "seconds": 0.5, "evidence": text,
                ]
            },
            "calls": [
                [
                    "role": "orchestrator", "n": 1, "model": "tester", "thought": text, "action": "explore",
                    "usage": usage, "seconds": 0.5, "finish": "stop",
                ]
            ]
                + (1...explores).map { n -> [String: Any] in
                    ["role": "solver", "n": n, "model": "tester", "usage": usage, "seconds": 0.5, "finish": "stop"]
                },
            "final": ["program": program, "source": "orchestrator", "judgement": judgement],
        ]
        return try JSONDecoder().decode(Trajectory.self, from: JSONSerialization.data(withJSONObject: document))
    }
}
