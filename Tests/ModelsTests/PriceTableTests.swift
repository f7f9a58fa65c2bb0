import Models
import Testing

private let usage = TokenUsage(input: 2_000_000, output: 100_000)

@Test(arguments: [
    ("anthropic:claude-sonnet-4-5", 7.5), ("anthropic:claude-sonnet-4-5-20250929", 7.5),
    ("openai:gpt-5-mini", 0.7), ("openai:gpt-5-mini-2025-08-07", 0.7), ("openai:gpt-4o-latest", 6.0),
    ("local", 0.0), ("ollama:qwen", 0.0),
])
func `tokens cost what the table says`(_ model: String, _ cost: Double) throws {
    #expect(abs(try #require(PriceTable.builtIn.cost(model: model, usage: usage)) - cost) < 1e-9)
}

@Test(arguments: [
    "openai:gpt-9", "gpt-5", "gpt-5@http://h/v1", "openai:gpt-5-turbo", "anthropic:claude-sonnet-4-5-2025",
])
func `a price that is not known is not guessed`(_ model: String) {
    #expect(PriceTable.builtIn.cost(model: model, usage: usage) == nil)
}
