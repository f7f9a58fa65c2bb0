import FoundationEssentials

/// Reads source files that users name, with the checks that give a clear message early.
public enum SourceFile {
    /// The largest source taken, in bytes: sixteen times Codeforces' 64 KiB.
    public static let largestBytes = 1 << 20

    /// The text of a source file.
    ///
    /// - Throws: `JudgingError.sourceUnreadable`, `.sourceTooLarge` (before it is read), `.sourceNotUTF8`.
    public static func read(_ path: String) throws(JudgingError) -> String {
        let data: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            if size > largestBytes { throw JudgingError.sourceTooLarge(path: path, bytes: size, limit: largestBytes) }
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as JudgingError {
            throw error
        } catch {
            throw .sourceUnreadable(path: path, reason: reason(path))
        }
        return try text(data, path: path)
    }

    /// The text of a source that was read already.
    ///
    /// - Throws: `JudgingError.sourceTooLarge`, `.sourceNotUTF8`; `path` is what they name.
    public static func text(_ data: Data, path: String) throws(JudgingError) -> String {
        guard data.count <= largestBytes else {
            throw .sourceTooLarge(path: path, bytes: data.count, limit: largestBytes)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .sourceNotUTF8(path: path, offset: firstBadByte(data))
        }
        return text
    }

    private static func reason(_ path: String) -> String {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return "no such file" }
        return isFolder ? "it is a folder" : "it cannot be read"
    }

    /// The offset of the first byte that is not part of valid UTF-8.
    private static func firstBadByte(_ data: Data) -> Int {
        var decoder = UTF8()
        var bytes = data.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput, .error: return offset
            }
        }
    }
}
