/// What the sandbox promises, each line of which an attack puts to the test.
///
/// The promises are those of `docs/sandbox.md`. Without any one of them a verdict or the machine is not safe.
public enum Promise: String, Sendable, CaseIterable {
    case network, files
    case readOnly = "read_only"
    case stdin, processes, inherited, privileges
    case systemCalls = "system_calls"
    case memory
    case processCount = "process_count"
    case cpu
    case realTime = "real_time"
    case output
    case workFolder = "work_folder"
    case ends
    case nothingLeft = "nothing_left"
    case lostLauncher = "lost_launcher"

    /// The promise in a few words.
    public var title: String {
        switch self {
        case .network: "no network"
        case .files: "no files of the machine"
        case .readOnly: "read-only outside its folder"
        case .stdin: "its input cannot be changed"
        case .processes: "no other processes"
        case .inherited: "nothing inherited"
        case .privileges: "no privileges"
        case .systemCalls: "system calls filtered"
        case .memory: "memory limit of the whole tree"
        case .processCount: "limit of processes"
        case .cpu: "CPU time of the whole tree"
        case .realTime: "real time limit"
        case .output: "output limit"
        case .workFolder: "size of its work folder"
        case .ends: "its end is told as it was"
        case .nothingLeft: "nothing left afterwards"
        case .lostLauncher: "gone with a killed launcher"
        }
    }
}
