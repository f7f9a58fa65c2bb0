/// What a run makes samples of: a problem or a question, not read yet.
public protocol EvalItem: Sendable {
    /// What it is called and counted by.
    var problem: EvalProblem { get }
}

extension EvalRun {
    /// Works on all samples of some items that need it, so many at once.
    ///
    /// - Parameters:
    ///   - items: The items; each is read when it is its turn.
    ///   - onlyFailed: Whether only samples are repeated that failed for the machine's fault.
    ///   - width: Samples in the works at once.
    ///   - read: Reads an item; nil for one to be left out.
    ///   - report: Is told of each result once it is stored.
    ///   - work: Works on one sample, and stores its result.
    /// - Throws: The first of what `read`, `work` and `report` throw.
    nonisolated func work<Item: EvalItem, Content: Sendable>(
        on items: [Item], onlyFailed: Bool, width: Int, read: (Item) throws -> Content?,
        report: (EvalResult) throws -> Void,
        work: @escaping @Sendable (_ item: Item, _ content: Content, _ sample: Int) async throws -> EvalResult
    ) async throws {
        let failure = await withTaskGroup(of: Result<EvalResult, any Error>.self) { group -> (any Error)? in
            var inTheWorks = 0
            var failure: (any Error)?
            func finishOne() async {
                guard let result = await group.next() else { return }
                inTheWorks -= 1
                do { try report(try result.get()) } catch { failure = failure ?? error }
            }
            do {
                for item in items where failure == nil {
                    let samples = await missing(item, onlyFailed: onlyFailed)
                    if samples.isEmpty { continue }
                    guard let content = try read(item) else {
                        try await leaveOut(problem: item.problem.id)
                        continue
                    }
                    for sample in samples {
                        if inTheWorks >= width { await finishOne() }
                        if failure != nil { break }
                        group.addTask {
                            do {
                                return .success(try await work(item, content, sample))
                            } catch {
                                return .failure(error)
                            }
                        }
                        inTheWorks += 1
                    }
                }
            } catch {
                failure = failure ?? error
            }
            // Samples in the works have been paid for in part: they end, and are stored, whatever stopped the rest.
            while inTheWorks > 0 { await finishOne() }
            return failure
        }
        if let failure { throw failure }
    }
}
