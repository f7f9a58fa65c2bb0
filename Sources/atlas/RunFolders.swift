import Evaluation

/// Runs that were named on the command line, opened for reading.
struct RunFolders {
    /// The stores, in the order they were named.
    let stores: [RunStore]
    /// The runs as figures see them.
    let runs: [EvaluatedRun]

    /// Opens runs; a run may be worked on at the same time.
    ///
    /// - Throws: `EvaluationError`; `UsageError` for a folder named twice or a run without a result.
    init(_ folders: [String]) throws {
        if let twice = folders.first(where: { folder in folders.count { $0 == folder } > 1 }) {
            throw UsageError("\(twice): named twice; name each run once")
        }
        stores = try folders.map { folder throws(EvaluationError) in try RunStore.open(folder) }
        runs = try zip(folders, stores).map { folder, store in
            let run = EvaluatedRun(
                name: folder, fingerprint: try store.fingerprint(), problems: try store.problems(),
                results: try store.results())
            if run.results.isEmpty {
                throw UsageError("\(folder): no sample of this run has ended; nothing can be said of it yet")
            }
            return run
        }
    }
}
