extension PriceTable.Price {
    func worstCase(inputTokens: Int, outputTokens: Int) -> Double {
        (Double(inputTokens) * input + Double(outputTokens) * output) / 1e6
    }
    func cost(_ usage: TokenUsage) -> Double { (Double(usage.input) * input + Double(usage.output) * output) / 1e6 }
}
