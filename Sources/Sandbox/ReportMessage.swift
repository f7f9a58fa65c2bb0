internal import CSandboxClient
import FoundationEssentials
import Glibc

/// The launcher's answer to one request, taken apart.
enum ReportMessage {
    /// The outcome that a report describes.
    ///
    /// Takes over its descriptors, whatever happens.
    ///
    /// - Throws: `SandboxError`, when the report is that of a failure, or cannot be understood.
    static func outcome(
        _ report: sandbox_report, _ descriptors: [Int32], collect: [String]
    ) throws(SandboxError) -> SandboxOutcome {
        var inputs: [SandboxInput] = []
        for (index, descriptor) in descriptors.enumerated() {
            do throws(SandboxError) {
                inputs.append(try SandboxInput(taking: descriptor))
            } catch {
                descriptors[(index + 1)...].forEach { close($0) }
                throw error
            }
        }
        switch sandbox_kind(report.header.kind) {
        case SANDBOX_OUTCOME: return try outcome(report, inputs, collect)
        case SANDBOX_CANCELLED: throw .cancelled
        case SANDBOX_FAILURE:
            let (call, remedy) = (text(report.call), text(report.remedy))
            throw .failed(
                phase: text(report.phase), object: text(report.object), call: call.isEmpty ? nil : call,
                errno: report.failure_errno, remedy: remedy.isEmpty ? nil : remedy)
        default: throw .launcherLost("it answered with a message of unknown kind \(report.header.kind)")
        }
    }

    private static func outcome(
        _ report: sandbox_report, _ inputs: [SandboxInput], _ collect: [String]
    ) throws(SandboxError) -> SandboxOutcome {
        let isCollected = { (index: Int) in report.collected & (1 << UInt32(index)) != 0 }
        let collectedNames = collect.enumerated().filter { isCollected($0.offset) }.map(\.element)
        guard inputs.count == 2 + collectedNames.count, let end = end(report), let mechanisms = mechanisms(report)
        else {
            throw .launcherLost("its report does not fit the request")
        }
        return SandboxOutcome(
            end: end,
            cpuMilliseconds: Double(report.cpu_us) / 1000,
            wallMilliseconds: Double(report.wall_us) / 1000,
            endedMilliseconds: Double(report.ended_us) / 1000,
            waitedMilliseconds: Double(report.waited_us) / 1000,
            peakKiB: Int(clamping: report.peak_kib),
            output: inputs[0],
            stderr: try inputs[1].read(),
            stdoutBytes: Int(clamping: report.stdout_bytes),
            stderrBytes: Int(clamping: report.stderr_bytes),
            blockedSystemCalls: blocked(report),
            mechanisms: mechanisms,
            isFromZygote: report.is_from_zygote != 0,
            collected: Dictionary(zip(collectedNames, inputs[2...]), uniquingKeysWith: { first, _ in first }))
    }

    private static func end(_ report: sandbox_report) -> SandboxOutcome.End? {
        switch sandbox_end(report.end) {
        case SANDBOX_EXITED: .exited(Int(report.code))
        case SANDBOX_SIGNALED: .signaled(Int(report.code))
        case SANDBOX_LIMIT: limit(report.code).map { .limit($0) }
        default: nil
        }
    }

    private static func limit(_ code: Int32) -> SandboxOutcome.Limit? {
        switch sandbox_limit(UInt32(bitPattern: code)) {
        case SANDBOX_LIMIT_CPU: .cpu
        case SANDBOX_LIMIT_WALL: .wall
        case SANDBOX_LIMIT_MEMORY: .memory
        case SANDBOX_LIMIT_OUTPUT: .output
        case SANDBOX_LIMIT_PROCESSES: .processes
        default: nil
        }
    }

    private static func mechanisms(_ report: sandbox_report) -> SandboxMechanisms? {
        guard let memory = mechanism(report.memory_by), let processes = mechanism(report.processes_by),
            let cpu = mechanism(report.cpu_by)
        else { return nil }
        return SandboxMechanisms(
            memory: memory, processes: processes, cpu: cpu, landlockABI: Int(report.landlock_abi))
    }

    private static func mechanism(_ code: UInt32) -> SandboxMechanisms.Mechanism? {
        switch sandbox_mechanism(code) {
        case SANDBOX_POLLED: .polled
        case SANDBOX_CGROUP_V1: .cgroupV1
        case SANDBOX_CGROUP_V2: .cgroupV2
        default: nil
        }
    }

    private static func blocked(_ report: sandbox_report) -> [String] {
        withUnsafeBytes(of: report.blocked) { bytes in
            let size = bytes.count / Int(SANDBOX_BLOCKED_MAX)
            return (0..<min(Int(report.blocked_count), Int(SANDBOX_BLOCKED_MAX))).map { index in
                String(decoding: bytes[index * size..<(index + 1) * size].prefix { $0 != 0 }, as: UTF8.self)
            }
        }
    }

    /// The text in a C array of characters, up to its zero byte.
    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
