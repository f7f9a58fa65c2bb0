/// What a program got, on one test or over all.
public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// Accepted: the output is right, within the limits.
    case accepted = "AC"
    /// Wrong answer: the program ended by itself and its output is not right.
    case wrongAnswer = "WA"
    /// Time limit exceeded: CPU time, or real time for a program that sleeps.
    case timeLimitExceeded = "TLE"
    /// Memory limit exceeded.
    case memoryLimitExceeded = "MLE"
    /// Output limit exceeded.
    case outputLimitExceeded = "OLE"
    /// Run-time error: a signal, an exit status other than 0, too many processes.
    case runTimeError = "RTE"
    /// Compile error.
    case compileError = "CE"
    /// Judge error: the grader failed. Never the program's fault.
    case judgeError = "JE"
}
