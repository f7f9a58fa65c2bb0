import Glibc
import Sandbox

extension Check {
    /// Looks for descriptors, variables and a terminal of ours.
    static let inherited = Check(.inherited) { bench in
        let inside = try await bench.inside(["inherited"])
        let outside = try bench.outside(["inherited"], extraDescriptor: 9)
        let mechanism = "close_range, own session"
        guard let descriptors = inside.answer.number("descriptors"), let variables = inside.answer.number("variables")
        else { return Result(state: .unproven, mechanism: mechanism, evidence: "the attack itself ended early") }
        let seen = "\(descriptors) descriptors beside 0, 1 and 2, \(variables) variables"
        guard descriptors == 0, variables == 0, inside.answer.reached.isEmpty else {
            return Result(
                state: .broken, mechanism: mechanism,
                evidence: seen + (inside.answer.reached.isEmpty ? "" : ", a terminal"))
        }
        let (more, others) = (outside.number("descriptors") ?? 0, outside.number("variables") ?? 0)
        return Result(
            state: more > 0 ? .held : .unproven, mechanism: mechanism,
            evidence: "\(seen), no terminal; outside: \(more) and \(others)")
    }

    /// Looks at its rights and tries to become the superuser.
    static let privileges = Check(.privileges) { bench in
        let inside = try await bench.inside(["privileges"])
        let outside = try bench.outside(["privileges"])
        let mechanism = "user namespace, no capabilities"
        // The bounding set gives nothing: with no_new_privs nothing can be added within it.
        let sets = ["CapInh", "CapPrm", "CapEff", "CapAmb"]
        let kept = sets.filter { inside.answer.found[$0]?.contains { $0 != "0" } ?? true }
        var lost = inside.answer.reached + kept
        if inside.answer.found["NoNewPrivs"] != "1" { lost.append("new privileges by setuid programs") }
        guard lost.isEmpty else {
            return Result(state: .broken, mechanism: mechanism, evidence: "it has \(lost.joined(separator: ", "))")
        }
        let isToldApart = outside.found["NoNewPrivs"] != "1" || outside.found["CapBnd"]?.contains { $0 != "0" } ?? false
        let groups = inside.answer.found["Groups"]?.split(separator: " ") ?? []
        return Result(
            state: isToldApart ? .held : .unproven, mechanism: mechanism,
            evidence: "it has no capability, and no_new_privs keeps it from getting one; outside: bounding set "
                + (outside.found["CapBnd"] ?? "unknown")
        ).weaker(
            unless: groups.count <= 1,
            "it keeps its user's supplementary groups, as the kernel demands of an ordinary user",
            remedy: "start atlas as root, or as a user without further groups"
        ).weaker(unless: bench.mechanisms.has("user"), "there is no user namespace")
    }

    /// Makes system calls that no contest program needs, and one of another processor mode.
    static let systemCalls = Check(.systemCalls) { bench in
        let inside = try await bench.inside(["call-table"])
        let outside = try bench.outside(["call-table"])
        var result = Result.contained(inside, outside: outside, mechanism: "seccomp allow-list")
        let unnamed = Set(inside.answer.refused.map(\.what)).subtracting(inside.outcome.blockedSystemCalls)
        if result.state == .held || result.state == .unproven {
            // That the report names a call shows that the filter refused it, and nobody else.
            let count = inside.answer.attempts
            let named = "\(count - unnamed.count) of \(count) refused calls are reported by name"
            result.state = unnamed.isEmpty ? .held : .unproven
            result.evidence = named + "; outside \(outside.reached.count) are possible"
        }
        #if arch(x86_64)
            let foreign = try await bench.inside(["foreign-call"])
            guard foreign.outcome.end == .signaled(Int(SIGSYS)) else {
                return Result(
                    state: .broken, mechanism: "seccomp allow-list",
                    evidence: "a 32-bit call was not stopped: the program ended as \(foreign.outcome.end)")
            }
            result.evidence += "; a 32-bit call was killed"
        #endif
        return result.weaker(unless: bench.mechanisms.hasSeccomp, "the kernel knows of no filter")
    }
}
