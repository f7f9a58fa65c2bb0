import Glibc
import Models
import Testing

/// A server that we did not write, as llama.cpp's or LiteLLM's, at the URL in `ATLAS_LIVE_URL`; it must speak all three
/// protocols, and takes the key in `ATLAS_API_KEY` if it asks for one.
///
/// `tools/test --live` starts both with the embedded model behind them.
private let liveURL = getenv("ATLAS_LIVE_URL").map { String(cString: $0) }

private let question = ChatRequest(
    messages: [.system("Answer with one word."), .user("What is the capital of France?")], temperature: 0, maxTokens: 32
)

@Suite(.enabled(if: liveURL != nil, "ATLAS_LIVE_URL is not set: no live server is asked"), .serialized)
struct LiveTests {
    static let forms = ["m@", "responses+m@", "anthropic+m@"]

    private func model(_ form: String) async throws -> any ChatModel {
        var environment: [String: String] = [:]
        if let key = getenv("ATLAS_API_KEY") { environment["ATLAS_API_KEY"] = String(cString: key) }
        return try await ModelFactory(environment: environment).make(form + (try #require(liveURL)))
    }

    @Test(arguments: forms) func `a real server answers, streams and counts`(_ form: String) async throws {
        let response = try await model(form).respond(to: question)
        #expect(response.text.contains("Paris"))
        #expect(response.finishReason == .stop)
        #expect(response.usage.input > 10)
        #expect(response.usage.output > 0)
        #expect(response.firstTokenSeconds != nil)
        #expect(response.attempts == 1)
    }

    @Test(arguments: forms) func `a real server cuts an answer at the limit`(_ form: String) async throws {
        var request = question
        request.messages = [.user("Count from 1 to 100.")]
        request.maxTokens = 16
        let response = try await model(form).respond(to: request)
        #expect(response.finishReason == .length)
        #expect(response.usage.output <= 16)
    }

    @Test func `a real server keeps to a schema`() async throws {
        var request = question
        request.responseSchema = .object([
            "type": .string("object"), "additionalProperties": .bool(false),
            "properties": .object(["capital": .object(["type": .string("string")])]),
            "required": .array([.string("capital")]),
        ])
        let response = try await model("m@").respond(to: request)
        #expect(try sortedJSON(response.text).contains("\"capital\""))
    }

    @Test(arguments: forms)
    func `a real server takes a conversation with tool calls, broken ones too`(_ form: String) async throws {
        var request = everything
        request.responseSchema = nil
        request.maxTokens = 16
        let response = try await model(form).respond(to: request)
        #expect(response.usage.output > 0)
    }

    @Test(arguments: forms) func `a real server's refusal is told in its words`(_ form: String) async throws {
        let client = try await model(form)
        var request = question
        request.extra = ["temperature": .string("warm"), "max_tokens": .string("many")]
        let error = await modelError { () throws(ModelError) in try await client.respond(to: request) }
        switch error {
        case .rejected?, .exhausted?: break
        default: Issue.record("\(String(describing: error))")
        }
    }

    @Test func `a real server lists its models`() async throws {
        let key = try APIKey(
            variable: "ATLAS_API_KEY", in: ["ATLAS_API_KEY": getenv("ATLAS_API_KEY").map { String(cString: $0) } ?? ""])
        #expect(try await ServerProbe.models(at: try #require(liveURL), key: key).count == 1)
    }
}
