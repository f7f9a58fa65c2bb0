import Judging
import Models
import Problems
import Testing

@testable import Orchestration

@Suite struct ConversationTests {
    private static func evidence(_ n: Int, _ verdict: Verdict) throws -> Evidence {
        Evidence(
            title: "Explore \(n)", remarks: ["approach: number \(n)"],
            program: String(repeating: "print(\(n))\n", count: 60),
            trace: EvidenceTests.trace([EvidenceTests.test("01", verdict)]), relation: nil,
            problem: EvidenceTests.problem, language: try LanguageTable.builtIn.named("python"), tokens: 1000)
    }

    private static func conversation(_ verdicts: [Verdict], bound: Int, usesTools: Bool = false) throws -> Conversation
    {
        var conversation = Conversation(system: "system", problem: "# Problem\n\nAdd.", bound: bound)
        for (index, verdict) in verdicts.enumerated() {
            let id = usesTools ? "call\(index)" : nil
            let evidence = try evidence(index + 1, verdict)
            conversation.turns.append(
                Conversation.Turn(
                    text: "ACTION: EXPLORE",
                    calls: id.map { [ToolCall(id: $0, name: "explore", arguments: "{}")] } ?? [],
                    observations: [Conversation.Observation(callID: id, evidence: evidence)]))
        }
        return conversation
    }

    private static func texts(_ messages: [ChatMessage]) -> [String] {
        messages.map {
            switch $0 {
            case .system(let text), .user(let text), .toolResult(_, let text), .assistant(let text, _, _): text
            }
        }
    }

    @Test func `with room everything stays`() throws {
        let texts = Self.texts(try Self.conversation([.wrongAnswer, .accepted], bound: 10_000).messages(next: "NEXT"))
        #expect(texts.count == 6)
        #expect(texts[3].contains("print(1)") && !texts[3].contains("NEXT"))
        #expect(texts[5].contains("print(2)") && texts[5].hasSuffix("\n\nNEXT"))
    }

    @Test func `without room the programs of failing explores go first, the newest stays`() throws {
        let conversation = try Self.conversation([.accepted, .wrongAnswer, .wrongAnswer], bound: 950)
        let messages = conversation.messages(next: "NEXT")
        let texts = Self.texts(messages)
        #expect(texts[3].contains("print(1)"))
        #expect(!texts[5].contains("print(2)") && texts[5].contains("approach: number 2"))
        #expect(texts[7].contains("print(3)"))
        #expect(Conversation.tokens(messages) <= 950)
    }

    @Test func `many explores keep to the bound, and the statement is never cut`() throws {
        for usesTools in [false, true] {
            let conversation = try Self.conversation(
                Array(repeating: .wrongAnswer, count: 8), bound: 900, usesTools: usesTools)
            let messages = conversation.messages(next: "NEXT")
            #expect(Conversation.tokens(messages) <= 900)
            #expect(Self.texts(messages)[1] == "# Problem\n\nAdd.")
            #expect(Self.texts(messages).last?.hasSuffix("NEXT") == true)
        }
    }

    @Test func `a statement larger than the bound is still asked about`() throws {
        let messages = try Self.conversation([.wrongAnswer], bound: 1).messages(next: "NEXT")
        #expect(messages.count == 4)
    }
}
