import Models
import Orchestration

/// The prompts as a table and as JSON (schema `atlas.prompts/1`).
public struct PromptsReport {
    private let prompts: Prompts

    /// Reports on a set of prompts.
    public init(_ prompts: Prompts) { self.prompts = prompts }

    /// A row for each prompt, then the fingerprint of all.
    public var text: String {
        var table = Table(["NAME", "VERSION", "FINGERPRINT", "FROM", "PLACEHOLDERS"], rightAligned: [1])
        for file in prompts.all {
            table.add([
                file.name, file.version.map { "\($0)" } ?? "-", file.fingerprint,
                isOverridden(file) ? "yours" : "built in", file.placeholders.joined(separator: " "),
            ])
        }
        return (table.lines + ["fingerprint of all: \(prompts.fingerprint)"]).joined(separator: "\n")
    }

    /// The document.
    public var json: JSONValue {
        .object([
            "schema": .string("atlas.prompts/1"), "fingerprint": .string(prompts.fingerprint),
            "prompts": .array(prompts.all.map { .object(fields($0)) }),
        ])
    }

    /// The document of one prompt, with its text.
    public func json(of file: PromptFile) -> JSONValue {
        var fields = fields(file)
        fields["schema"] = .string("atlas.prompts/1")
        fields["text"] = .string(file.text)
        return .object(fields)
    }

    private func fields(_ file: PromptFile) -> [String: JSONValue] {
        [
            "name": .string(file.name), "version": file.version.map(JSONValue.int) ?? .null,
            "fingerprint": .string(file.fingerprint), "built_in": .bool(!isOverridden(file)),
            "placeholders": .array(file.placeholders.map(JSONValue.string)),
        ]
    }

    private func isOverridden(_ file: PromptFile) -> Bool { prompts.overrides[file.name] != nil }
}
