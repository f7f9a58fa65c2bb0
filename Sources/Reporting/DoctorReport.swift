import Doctor
import Models
import Spelling

/// `atlas doctor`'s findings, as `atlas.doctor/1` and as text for people.
public enum DoctorReport {
    /// The document.
    public static func json(_ diagnosis: Diagnosis) -> JSONValue {
        .object([
            "schema": .string("atlas.doctor/1"), "is_sound": .bool(diagnosis.sandbox.isSound),
            "machine": json(diagnosis.machine), "sandbox": json(diagnosis.sandbox),
            "promises": .array(diagnosis.sandbox.findings.map(json)),
            "toolchains": .array(diagnosis.toolchains.map(json)), "models": .array(diagnosis.models.map(json)),
        ])
    }

    /// The lines for people, at most 80 columns wide but for paths and names.
    ///
    /// - Parameters:
    ///   - diagnosis: What was found.
    ///   - isVerbose: Whether the evidence of promises that are held is shown too.
    /// - Returns: The text, without a final newline.
    public static func text(_ diagnosis: Diagnosis, isVerbose: Bool) -> String {
        let parts = [
            machine(diagnosis.machine), promises(diagnosis.sandbox), remarks(diagnosis.sandbox, isVerbose: isVerbose),
            toolchains(diagnosis.toolchains), models(diagnosis.models),
        ]
        return TerminalText.printable(
            parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
    }

    private static func machine(_ machine: Machine) -> [String] {
        let facts = [
            "Linux \(machine.kernel) \(machine.architecture)", machine.system,
            machine.cores.counted("core"),
            machine.isRoot ? "as root" : "as an ordinary user", machine.isContainer ? "in a container" : "",
        ]
        return Paragraph.lines(facts.filter { !$0.isEmpty }.joined(separator: ", "))
    }

    private static func promises(_ sandbox: SandboxDiagnosis) -> [String] {
        if let failure = sandbox.failure {
            let lines = ["no program can be run here:"] + Paragraph.lines("\(failure)", indent: 2)
            return lines + keeping("\(failure)")
        }
        let obstacle = sandbox.obstacle.map {
            ["not every promise could be attacked:"] + Paragraph.lines("\($0)", indent: 2)
        }
        if let obstacle, sandbox.findings.isEmpty { return obstacle }
        var table = Table(["promise", "state", "by"])
        for finding in sandbox.findings {
            table.add([finding.promise.title, finding.state.rawValue, finding.mechanism])
        }
        let counts = Finding.State.allCases.map { "\(sandbox.count($0)) \($0.rawValue)" }
        return table.lines + [
            "", "\(counts.joined(separator: ", ")); attacked for \(Quantity.milliseconds(sandbox.seconds * 1000))",
        ] + (obstacle ?? [])
    }

    /// How a setting that a failure's remedy names outlives a restart, which `sysctl` alone does not do.
    private static func keeping(_ failure: String) -> [String] {
        guard let command = failure.firstRange(of: "sudo sysctl ") else { return [] }
        let setting = failure[command.upperBound...].prefix { !$0.isWhitespace }
        return ["  to keep it after a restart:", "  echo \(setting) | sudo tee /etc/sysctl.d/60-atlas.conf"]
    }

    /// What is to be said about single promises.
    private static func remarks(_ sandbox: SandboxDiagnosis, isVerbose: Bool) -> [String] {
        sandbox.findings.filter { isVerbose || $0.state != .held }.flatMap { finding in
            let head = Paragraph.lines(
                "\(finding.state.rawValue): \(finding.promise.title): \(finding.evidence)", hanging: 2)
            return head
                + (finding.remedy.map { Paragraph.lines("to get the rest: \($0)", indent: 2, hanging: 2) } ?? [])
        }
    }

    private static func toolchains(_ findings: [ToolchainFinding]) -> [String] {
        var table = Table(["language", "version", "program"])
        for finding in findings {
            table.add([
                finding.language, short(finding.toolchains.first?.version ?? "missing"),
                finding.toolchains.first?.program ?? "",
            ])
        }
        return table.lines + findings.compactMap(\.remedy).flatMap { Paragraph.lines($0, hanging: 2) }
    }

    private static func models(_ findings: [ModelFinding]) -> [String] {
        var table = Table(["model", "state", "found"])
        var remarks: [String] = []
        for finding in findings {
            var found = finding.found + (finding.offered.map { ", offers \($0.count.counted("model"))" } ?? "")
            if let remedy = finding.remedy {
                if finding.state == .missing { found += ": \(remedy)" } else { remarks.append(remedy) }
            }
            table.add([finding.model, finding.state.rawValue.replacing("_", with: " "), found])
        }
        return table.lines + remarks.flatMap { Paragraph.lines($0, hanging: 2) }
    }

    /// A version that leaves room for a path beside it.
    private static func short(_ version: String) -> String {
        version.count <= 36 ? version : version.prefix(35) + "…"
    }
}

extension DoctorReport {
    private static func json(_ machine: Machine) -> JSONValue {
        .object([
            "kernel": .string(machine.kernel), "architecture": .string(machine.architecture),
            "system": .string(machine.system), "is_root": .bool(machine.isRoot),
            "is_container": .bool(machine.isContainer), "cores": .int(machine.cores),
        ])
    }

    private static func json(_ sandbox: SandboxDiagnosis) -> JSONValue {
        .object([
            "launcher": .optional(sandbox.launcherPath),
            "failure": .optional(sandbox.failure.map { "\($0)" } ?? sandbox.obstacle.map { "\($0)" }),
            "namespaces": .array(sandbox.mechanisms.namespaces.map(JSONValue.string)),
            "seccomp": .bool(sandbox.mechanisms.hasSeccomp), "seconds": .rounded(sandbox.seconds, digits: 2),
        ])
    }

    private static func json(_ finding: Finding) -> JSONValue {
        .object([
            "id": .string(finding.promise.rawValue), "title": .string(finding.promise.title),
            "state": .string(finding.state.rawValue), "mechanism": .string(finding.mechanism),
            "evidence": .string(finding.evidence), "remedy": .optional(finding.remedy),
        ])
    }

    private static func json(_ finding: ToolchainFinding) -> JSONValue {
        .object([
            "language": .string(finding.language), "name": .string(finding.name),
            "version": .optional(finding.toolchains.first?.version),
            "program": .optional(finding.toolchains.first?.program),
            "remedy": .optional(finding.remedy),
        ])
    }

    private static func json(_ finding: ModelFinding) -> JSONValue {
        .object([
            "model": .string(finding.model), "state": .string(finding.state.rawValue), "found": .string(finding.found),
            "offered": finding.offered.map { .array($0.map(JSONValue.string)) } ?? .null,
            "remedy": .optional(finding.remedy),
        ])
    }
}
