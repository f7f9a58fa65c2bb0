import Models

/// What came of one of several works that are done at the same time.
protocol WorkResult: Sendable {
    /// The error by which the whole solution ends; nil where it goes on.
    var fatal: (any Error)? { get }
}

extension CallOrder {
    /// Works on things at the same time; their calls meet the caps in the order of the things.
    ///
    /// - Returns: What came of each, in the same order, and the first error by which the solution ends: it ends the calls of
    ///   the other works, but not the judging of what was answered.
    func results<Thing: Sendable, Result: WorkResult>(
        of things: [Thing], _ work: @escaping @Sendable (_ index: Int, _ thing: Thing) async -> Result
    ) async -> (results: [Result], failure: (any Error)?) {
        let places = things.map { _ in place() }
        let stop = CallStop()
        return await withTaskGroup(of: (Int, Result).self) { group in
            for (index, (thing, place)) in zip(things, places).enumerated() {
                group.addTask {
                    await CallStop.$current.withValue(stop) {
                        (index, await place.take { await work(index, thing) })
                    }
                }
            }
            var results: [(index: Int, result: Result)] = []
            var failure: (any Error)?
            for await (index, result) in group {
                results.append((index, result))
                // That a call was ended beside another is no reason of its own, in whatever order a replay comes to them.
                guard failure == nil || failure is CancellationError, let fatal = result.fatal else { continue }
                failure = fatal
                stop.stop()
            }
            return (results.sorted { $0.index < $1.index }.map(\.result), failure)
        }
    }
}
