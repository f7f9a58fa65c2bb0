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

@Test func `cached, written and reasoning tokens have their own prices`() {
    let price = PriceTable.Price(input: 3, output: 15, cached: 0.3, cacheWrite: 3.75, reasoning: 10)
    let usage = TokenUsage(
        input: 1_000_000, output: 300_000, cachedInput: 600_000, cacheWrite: 200_000, reasoning: 100_000)
    // 0.2 M fresh, 0.6 M read, 0.2 M written, 0.2 M of answer, 0.1 M of reasoning.
    #expect(abs(price.cost(usage) - (0.6 + 0.18 + 0.75 + 3 + 1)) < 1e-9)
    #expect(abs(price.saving(usage) - (0.6 * 2.7 - 0.2 * 0.75)) < 1e-9)
    #expect(price.worstCase(inputTokens: 1_000_000, outputTokens: 1_000_000) == 3.75 + 15)
    #expect(PriceTable.Price(input: 3, output: 15).cost(usage) == 3 + 4.5)
}
