import Testing

@testable import Orchestration

@Suite struct PromptsTests {
    @Test func `placeholders are filled in once`() {
        let text = Prompts.builtIn.text(.repair, ["reason": "{{choices}} {", "choices": "X"])
        #expect(
            text == "That could not be used: {{choices}} {. Answer again, briefly, with one of these lines:\nX")
    }

    @Test func `every prompt is embedded and no benchmark is named`() {
        for name in Prompts.Name.allCases {
            let text = Prompts.builtIn.text(name)
            #expect(!text.isEmpty)
            for benchmark in ["LiveCodeBench", "Codeforces", "AtCoder", "LeetCode"] {
                #expect(!text.contains(benchmark))
            }
        }
    }

    @Test func `the fingerprint is that of the texts`() {
        #expect(Prompts.builtIn.fingerprint.count == 12)
        #expect(Prompts.builtIn.fingerprint == Prompts.builtIn.fingerprint)
    }
}
