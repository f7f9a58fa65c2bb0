import Glibc
import Models
import Testing

/// A server that we did not write, as llama.cpp's, at the URL in `ATLAS_LIVE_URL`; it must speak both protocols.
private let liveURL = getenv("ATLAS_LIVE_URL").map { String(cString: $0) }

private let question = ChatRequest(
    messages: [.system("Answer with one word."), .user("What is the capital of France?")], temperature: 0, maxTokens: 32
)

@Suite(.enabled(if: liveURL != nil, "ATLAS_LIVE_URL is not set: no live server is asked"))
struct LiveTests {
    @Test(arguments: ["m@", "anthropic+m@"])
    func `a real server answers in both protocols`(_ prefix: String) async throws {
        let url = try #require(liveURL)
        let response = try await ModelFactory(environment: [:]).make(prefix + url).respond(to: question)
        #expect(response.text.contains("Paris"))
        #expect(response.finishReason == .stop)
        #expect(response.usage.input > 10)
        #expect(response.usage.output > 0)
    }

    @Test(arguments: ["m@", "anthropic+m@"])
    func `a real server cuts an answer at the limit`(_ prefix: String) async throws {
        let url = try #require(liveURL)
        var request = question
        request.messages = [.user("Count from 1 to 100.")]
        request.maxTokens = 5
        let response = try await ModelFactory(environment: [:]).make(prefix + url).respond(to: request)
        #expect(response.finishReason == .length)
        #expect(response.usage.output <= 5)
    }

    @Test func `a real server keeps to a schema`() async throws {
        let url = try #require(liveURL)
        var request = question
        request.responseSchema = .object([
            "type": .string("object"), "additionalProperties": .bool(false),
            "properties": .object(["capital": .object(["type": .string("string")])]),
            "required": .array([.string("capital")]),
        ])
        let response = try await ModelFactory(environment: [:]).make("m@" + url).respond(to: request)
        #expect(try sortedJSON(response.text).contains("\"capital\""))
    }

    @Test(arguments: ["m@", "anthropic+m@"])
    func `a real server takes a conversation with tool calls, broken ones too`(_ prefix: String) async throws {
        let url = try #require(liveURL)
        var request = everything
        request.responseSchema = nil
        request.maxTokens = 16
        let response = try await ModelFactory(environment: [:]).make(prefix + url).respond(to: request)
        #expect(response.usage.output > 0)
    }

    @Test func `a real server lists its models`() async throws {
        #expect(try await ServerProbe.models(at: try #require(liveURL)).count == 1)
    }
}
