import Files
import FoundationEssentials

/// Reads source files that users name, with the checks that give a clear message early.
public enum SourceFile {
    /// The largest source taken, in bytes: sixteen times Codeforces' 64 KiB.
    public static let largestBytes = 1 << 20

    /// The text of a source file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - language: Its language, which may take bytes that are not UTF-8.
    ///   - note: Is told that it has such bytes.
    /// - Returns: The text.
    /// - Throws: `JudgingError.sourceUnreadable`, `.sourceTooLarge` (before it is read), `.sourceNotUTF8`.
    public static func read(
        _ path: String, in language: Language, note: (String) -> Void = { _ in }
    ) throws(JudgingError) -> String {
        try text(try bytes(path), path: path, in: language, note: note)
    }

    /// The bytes of a source file.
    ///
    /// - Throws: `JudgingError.sourceUnreadable`, `.sourceTooLarge` (before it is read).
    public static func bytes(_ path: String) throws(JudgingError) -> Data {
        do throws(FileFailure) {
            return try RegularFile.read(path, atMost: largestBytes)
        } catch {
            guard case .tooLarge(let bytes, let limit) = error else {
                throw .sourceUnreadable(path: path, reason: error.description)
            }
            throw .sourceTooLarge(path: path, bytes: bytes, limit: limit)
        }
    }

    /// The text of a source that was read already.
    ///
    /// - Throws: `JudgingError.sourceTooLarge`, `.sourceNotUTF8`; `path` is what they name.
    public static func text(
        _ data: Data, path: String, in language: Language, note: (String) -> Void = { _ in }
    ) throws(JudgingError) -> String {
        guard data.count <= largestBytes else {
            throw .sourceTooLarge(path: path, bytes: data.count, limit: largestBytes)
        }
        if let text = String(validating: data, as: UTF8.self) { return text }
        let offset = RegularFile.firstBadByte(data) ?? data.count
        guard language.takesAnyBytes else { throw .sourceNotUTF8(path: path, offset: offset) }
        note("\(path): not UTF-8 from byte \(offset) on; such bytes reach the compiler as escapes such as \\351")
        return escaped(data)
    }

    /// A source in C or C++ with its bytes that are not UTF-8 as octal escapes, which mean the same in a literal and nothing in a comment.
    private static func escaped(_ data: Data) -> String {
        var text = ""
        var rest = data[...]
        while !rest.isEmpty {
            let offset = RegularFile.firstBadByte(rest) ?? rest.count
            text += String(decoding: rest.prefix(offset), as: UTF8.self)
            rest = rest.dropFirst(offset)
            if let byte = rest.popFirst() { text += "\\" + String(byte, radix: 8) }
        }
        return text
    }
}
