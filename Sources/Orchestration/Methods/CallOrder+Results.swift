import Models

extension CallOrder {
    /// Works on things at the same time; their calls meet the caps in the order of the things.
    ///
    /// - Returns: The results, in the same order.
    /// - Throws: The first error that comes; the other works are cancelled, and have ended.
    func results<Thing: Sendable, Value: Sendable>(
        of things: [Thing], _ work: @escaping @Sendable (_ index: Int, _ thing: Thing) async throws -> Value
    ) async throws -> [Value] {
        let places = things.map { _ in place() }
        return try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            for (index, (thing, place)) in zip(things, places).enumerated() {
                group.addTask { (index, try await place.take { try await work(index, thing) }) }
            }
            var results: [(index: Int, value: Value)] = []
            for try await result in group { results.append(result) }
            return results.sorted { $0.index < $1.index }.map(\.value)
        }
    }
}
