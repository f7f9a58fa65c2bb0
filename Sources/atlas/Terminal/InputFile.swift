import Files
import FoundationEssentials

/// Files that the user names to be read.
enum InputFile {
    /// The bytes of a regular file.
    ///
    /// - Throws: `UsageError` where it cannot be read, is no regular file, or is larger than `limit` bytes.
    static func read(_ path: String, atMost limit: Int) throws -> Data {
        do throws(FileFailure) {
            return try RegularFile.read(path, atMost: limit)
        } catch {
            throw UsageError("\(path): \(error)")
        }
    }
}
