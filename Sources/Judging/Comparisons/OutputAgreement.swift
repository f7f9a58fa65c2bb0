import FoundationEssentials
import Problems
import Sandbox

/// How two outputs for one input relate, when nobody knows the right one.
public enum OutputAgreement: String, Sendable, Codable {
    /// The problem's comparison tells no difference.
    case alike
    /// At most one of them can be right.
    case different
    /// They differ, and that says nothing: several answers may be right, or the checker cannot tell.
    case unknown

    /// Compares two outputs for one input by a comparison that needs no program of the problem's own, each once in the
    /// place of the expected one.
    ///
    /// - Parameters:
    ///   - first: An output, whole.
    ///   - second: The other.
    ///   - problem: How it compares.
    /// - Returns: How they relate; `unknown` where the problem's checker or interactor decides.
    public static func of(_ first: Data, _ second: Data, on problem: Problem) -> OutputAgreement {
        switch problem.comparison {
        case .asserts, .checker, .interactor: return .unknown
        default: break
        }
        do {
            for (expected, actual) in [(first, second), (second, first)]
            where try isMatch(problem, expected: expected, actual: actual) { return .alike }
            return .different
        } catch {
            return .unknown
        }
    }

    private static func isMatch(_ problem: Problem, expected: Data, actual: Data) throws -> Bool {
        if case .functional = problem.interface {
            return try PythonJSONReader.read(expected).equals(try PythonJSONReader.read(actual))
        }
        return try OutputComparison.mismatch(problem.comparison, expected: .data(expected), actual: .data(actual))
            == nil
    }
}

extension Judge {
    /// Compares two programs' outputs for one input as the problem compares an output with the expected one.
    ///
    /// A problem's checker is asked twice, each output once in the place of the judges' answer. Where it accepts both
    /// ways they are alike; where it rejects one way they differ. A checker that fails on an answer that is not the
    /// judges' own tells nothing.
    ///
    /// - Throws: `CancellationError`.
    public func agreement(
        of first: Data, and second: Data, input: Data, on problem: Problem
    ) async throws -> OutputAgreement {
        guard case .checker(let description) = problem.comparison else {
            return OutputAgreement.of(first, second, on: problem)
        }
        do {
            return try await checked(description, first, second, input, problem)
        } catch {
            if Task.isCancelled || error as? SandboxError == .cancelled { throw CancellationError() }
            return .unknown
        }
    }

    private func checked(
        _ description: JudgeProgram, _ first: Data, _ second: Data, _ input: Data, _ problem: Problem
    ) async throws -> OutputAgreement {
        let isFunction = if case .functional = problem.interface { true } else { false }
        let checker = try await CheckerProgram(
            description, builder: workplace.builder, checksValues: isFunction)
        for (expected, actual) in [(first, second), (second, first)] {
            let material = CheckerProgram.Material(input: try SandboxInput(input), expected: try SandboxInput(expected))
            let outcome = try await workplace.pool.run(checker.check(try SandboxInput(actual), material))
            // What an input that is no test's would be worth nobody knows.
            let worth: Double? = if case .subtasks = problem.scoring { .infinity } else { nil }
            if try checker.decision(outcome, worth: worth).mismatch != nil { return .different }
        }
        return .alike
    }
}
