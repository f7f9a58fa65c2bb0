import Judging
import Models

/// `atlas languages`'s result, as `atlas.languages/1` and as text for people.
public enum LanguageReport {
    /// The document: one row a language, its programs empty where something is missing.
    public static func json(_ probes: [LanguageProbe]) -> JSONValue {
        .object(["schema": .string("atlas.languages/1"), "languages": .array(probes.map(row))])
    }

    private static func row(_ probe: LanguageProbe) -> JSONValue {
        let language = probe.language
        let programs = (try? probe.found.get()) ?? []
        return .object([
            "id": .string(language.id), "name": .string(language.name),
            "aliases": .array(language.aliases.map { .string($0) }),
            "suffixes": .array(language.suffixes.map { .string($0) }),
            "functional": .bool(language.functions != nil), "installed": .bool(!programs.isEmpty),
            "programs": .array(
                programs.map { .object(["path": .string($0.program), "version": .string($0.version)]) }),
            "install": .string(language.install),
        ])
    }

    /// A table: id, name, suffixes, what was found or what to install.
    public static func text(_ probes: [LanguageProbe]) -> String {
        var table = Table(["id", "name", "files", "found"])
        for probe in probes {
            let found =
                switch probe.found {
                case .success(let tools): tools.map { "\($0.version) (\($0.program))" }.joined(separator: ", ")
                case .failure: "not found; install \(probe.language.install)"
                }
            let suffixes = probe.language.suffixes.map { ".\($0)" }.joined(separator: " ")
            table.add([probe.language.id, probe.language.name, suffixes, TerminalText.line(found)])
        }
        return table.lines.joined(separator: "\n")
    }
}
