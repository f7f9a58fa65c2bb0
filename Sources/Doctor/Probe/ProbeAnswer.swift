/// What an attack wrote: `sandbox/probe/probe.h` has the form of its lines.
struct ProbeAnswer: Sendable {
    /// What could be done.
    private(set) var reached: [String] = []
    /// What could not, with the kernel's reason.
    private(set) var refused: [(what: String, reason: String)] = []
    /// What was seen or measured, by name.
    private(set) var found: [String: String] = [:]

    /// Takes the lines apart; what has another form is left out.
    init(_ output: String) {
        for line in output.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { continue }
            let rest = String(words[1])
            switch words[0] {
            case "reached": reached.append(rest)
            case "refused":
                let parts = rest.split(separator: ":", maxSplits: 1)
                refused.append((String(parts[0]), parts.count > 1 ? String(parts[1].dropFirst()) : ""))
            case "found":
                let parts = rest.split(separator: " ", maxSplits: 1)
                found[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
            default: break
            }
        }
    }

    /// How many things were tried.
    var attempts: Int { reached.count + refused.count }

    /// A number that was found.
    func number(_ name: String) -> Int? { found[name].flatMap { Int($0) } }
}
