/// A folder of recorded judgements, one file each, named by what was judged.
public struct JudgementStore: Sendable {
    /// The folder; made when first written to.
    public let directory: String

    /// Uses a folder.
    public init(directory: String) {
        self.directory = directory
    }
}
