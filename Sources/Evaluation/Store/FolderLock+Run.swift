import Files

extension FolderLock {
    /// Takes a run's lock; the run's folder is made when it is not there.
    ///
    /// - Throws: `EvaluationError.runHeld`, with who holds it; `.runFailed`.
    convenience init(run directory: String) throws(EvaluationError) {
        do throws(Refusal) {
            try self.init(directory: directory)
        } catch {
            switch error {
            case .held(let holder): throw .runHeld(directory: directory, holder: holder)
            case .failed(let path, let reason): throw .runFailed(path: path, reason: reason)
            }
        }
    }
}
