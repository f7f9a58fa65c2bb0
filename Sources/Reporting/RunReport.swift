import FoundationEssentials
import Judging
import Models
import Sandbox

/// `atlas run`'s result, as `atlas.run/1` and as a line for people.
public enum RunReport {
    /// The document of a run that took place.
    public static func json(_ outcome: SandboxOutcome) -> JSONValue {
        var fields = empty
        switch outcome.end {
        case .exited(let code):
            fields["status"] = .string("exited")
            fields["exit_code"] = .int(code)
        case .signaled(let signal):
            fields["status"] = .string("signaled")
            fields["signal"] = .int(signal)
        case .limit(let limit):
            fields["status"] = .string("limit")
            fields["limit"] = .string(limit.rawValue)
        }
        fields["cpu_ms"] = .rounded(outcome.cpuMilliseconds)
        fields["wall_ms"] = .rounded(outcome.wallMilliseconds)
        fields["peak_kib"] = .int(outcome.peakKiB)
        fields["stdout"] = .string(String(decoding: outcome.stdout, as: UTF8.self))
        fields["stderr"] = .string(String(decoding: outcome.stderr, as: UTF8.self))
        fields["stdout_bytes"] = .int(outcome.stdoutBytes)
        fields["stderr_bytes"] = .int(outcome.stderrBytes)
        fields["blocked_syscalls"] = .array(outcome.blockedSystemCalls.map(JSONValue.string))
        fields["mechanisms"] = json(outcome.mechanisms)
        return .object(fields)
    }

    private static func json(_ mechanisms: SandboxMechanisms) -> JSONValue {
        .object([
            "memory": .string(mechanisms.memory.rawValue), "processes": .string(mechanisms.processes.rawValue),
            "cpu": .string(mechanisms.cpu.rawValue), "landlock_abi": .int(mechanisms.landlockABI),
        ])
    }

    /// The document of a source that does not compile.
    public static func json(compileError trace: CompileTrace) -> JSONValue {
        var fields = empty
        fields["status"] = .string("compile_error")
        fields["cpu_ms"] = .rounded(trace.cpuMilliseconds)
        fields["wall_ms"] = .rounded(trace.wallMilliseconds)
        fields["peak_kib"] = .int(trace.peakKiB)
        fields["message"] = .string(trace.diagnostics.text)
        return .object(fields)
    }

    /// The document of a run that the sandbox could not make.
    public static func json(sandboxError message: String) -> JSONValue {
        var fields = empty
        fields["status"] = .string("sandbox_error")
        fields["message"] = .string(message)
        return .object(fields)
    }

    /// One line for people: how it ended and what it used.
    public static func summary(_ outcome: SandboxOutcome) -> String {
        var line =
            "the program \(EndDescription.text(outcome.end)); CPU \(Quantity.milliseconds(outcome.cpuMilliseconds)), "
            + "real \(Quantity.milliseconds(outcome.wallMilliseconds)), peak \(Quantity.memory(kib: outcome.peakKiB))"
        if !outcome.blockedSystemCalls.isEmpty {
            line += "; refused: \(outcome.blockedSystemCalls.joined(separator: ", "))"
        }
        return line
    }

    /// Every field of the schema, so that programs find each of them whatever happened.
    private static let empty: [String: JSONValue] = [
        "schema": .string("atlas.run/1"), "status": .null, "exit_code": .null, "signal": .null, "limit": .null,
        "cpu_ms": .rounded(0), "wall_ms": .rounded(0), "peak_kib": .int(0), "stdout_bytes": .int(0),
        "stderr_bytes": .int(0), "blocked_syscalls": .array([]), "stdout": .string(""), "stderr": .string(""),
        "message": .null, "mechanisms": .null,
    ]
}
