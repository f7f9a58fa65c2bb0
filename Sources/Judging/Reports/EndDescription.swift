import Sandbox

/// How a run ended, in words.
public enum EndDescription {
    /// `exited with status 3`, `was killed by SIGSEGV`, `went over its memory limit`.
    public static func text(_ end: SandboxOutcome.End) -> String {
        switch end {
        case .exited(let status): "exited with status \(status)"
        case .signaled(let signal): "was killed by \(signalName(signal))"
        case .limit(.cpu): "went over its CPU time limit"
        case .limit(.wall): "went over its real time limit"
        case .limit(.memory): "went over its memory limit"
        case .limit(.output): "went over its output limit"
        case .limit(.processes): "went over its limit of processes"
        }
    }

    /// `SIGSEGV` for 11; Linux's numbers on x86-64 and arm64, signal(7).
    public static func signalName(_ number: Int) -> String {
        let names = [
            1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE",
            9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
            24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS",
        ]
        return names[number] ?? "signal \(number)"
    }
}
