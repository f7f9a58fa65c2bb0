/// What holds a program on this machine, as seen from inside.
public struct Mechanisms: Sendable, Equatable {
    /// The kinds of namespace that are the program's own (`user`, `pid`, `mnt`, …), as `/proc/self/ns` names them.
    public internal(set) var namespaces: [String] = []
    /// Whether a seccomp filter is loaded.
    public internal(set) var hasSeccomp = false

    /// Whether a kind of namespace is the program's own.
    func has(_ namespace: String) -> Bool { namespaces.contains(namespace) }

    /// Compares what a program sees inside with what one sees outside.
    static func seen(on bench: Bench) async throws -> Mechanisms {
        let outside = try bench.outside(["namespaces"])
        let inside = try await bench.inside(["namespaces"]).answer
        let names = ["user", "pid", "mnt", "net", "ipc", "uts", "cgroup", "time"]
        var mechanisms = Mechanisms()
        mechanisms.namespaces = names.filter { name in
            guard let one = inside.found[name], let other = outside.found[name], !one.isEmpty else { return false }
            return one != other
        }
        mechanisms.hasSeccomp = try await bench.inside(["privileges"]).answer.found["Seccomp"] == "2"
        return mechanisms
    }
}
