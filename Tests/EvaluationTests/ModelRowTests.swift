import Foundation
import Models
import Testing

@testable import Evaluation

@Suite struct ModelRowTests {
    private static func settings(_ rows: [ModelRow]?, solvers: [String] = ["m", "s"]) -> EvalSettings {
        EvalSettings(
            dataset: "ab12", method: "atlas", model: "m", solvers: solvers, language: "python", prompts: "cd34",
            maxExplores: 8, actions: .auto, samples: 1, modelRows: rows)
    }

    private static func thinking(_ isOn: Bool) -> [String: JSONValue] {
        ["chat_template_kwargs": .object(["enable_thinking": .bool(isOn)])]
    }

    @Test func `what the models file says of a model is part of what a run depends on`() {
        let first = Self.settings([ModelRow(name: "m", maxTokens: 1000, extra: Self.thinking(true))])
        let second = Self.settings([ModelRow(name: "m", maxTokens: 2000, extra: Self.thinking(false))])
        #expect(
            first.differences(from: second) == [
                EvalSettings.Difference(
                    field: "the models file's row of m",
                    first: #"max_tokens 1000, extra {"chat_template_kwargs":{"enable_thinking":true}}"#,
                    second: #"max_tokens 2000, extra {"chat_template_kwargs":{"enable_thinking":false}}"#)
            ])
        func hash(_ settings: EvalSettings) -> String {
            RunFingerprint(settings: settings, atlas: [], toolchains: [], hosts: [], models: []).hash
        }
        #expect(hash(first) != hash(second))
    }

    @Test func `every part of a row counts, of solvers also what the orchestrator is told of them`() {
        let bare = Self.settings(nil)
        #expect(bare.differences(from: bare).isEmpty)
        let rows = [
            ModelRow(name: "s", effort: .high), ModelRow(name: "s", contextTokens: 8192),
            ModelRow(name: "s", prefersTools: false), ModelRow(name: "s", description: "Cheap."),
            ModelRow(name: "s", inputPrice: 1, outputPrice: 2),
        ]
        let told = rows.map { Self.settings([$0]).differences(from: bare).map { "\($0.field): \($0.first)" } }
        #expect(
            told == [
                ["the models file's row of s: effort high"], ["the models file's row of s: context 8192"],
                ["the models file's row of s: tools false"], ["the models file's row of s: description \"Cheap.\""],
                ["the models file's row of s: price 1.0 in, 2.0 out"],
            ])
    }

    @Test func `a model that only one of two runs asks is told by its name alone`() {
        let first = Self.settings([ModelRow(name: "s", maxTokens: 1000)])
        let second = Self.settings(nil, solvers: ["m", "t"])
        #expect(first.differences(from: second).map(\.field) == ["--solver"])
    }

    @Test func `no secret is in it, and another one is a difference all the same`() throws {
        func row(_ secret: String) -> ModelRow {
            ModelRow(
                name: "m",
                extra: [
                    "api_key": .string(secret), "min_tokens": .int(5), "style": .string("plain"),
                    "proxy": .object(["Headers": .object(["X-Id": .array([.string(secret)])])]),
                ])
        }
        let text = try StoredJSON.text(Self.settings([row("sk-hunter2")]))
        #expect(!text.contains("hunter2"))
        #expect(text.contains(#""min_tokens":5"#) && text.contains(#""style":"plain""#))
        #expect(Self.settings([row("sk-hunter2")]).differences(from: Self.settings([row("sk-hunter3")])).count == 1)
    }

    @Test func `settings come back from the store as they were, and those without rows can be read`() throws {
        let row = ModelRow(name: "m", maxTokens: 5, extra: ["top_p": .double(1)], inputPrice: 3)
        for settings in [Self.settings([row]), Self.settings(nil)] {
            let text = try StoredJSON.text(settings)
            #expect(text.contains("model_rows") == (settings.modelRows != nil))
            #expect(try StoredJSON.value(EvalSettings.self, text).differences(from: settings).isEmpty)
        }
    }
}
