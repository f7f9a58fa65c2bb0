import Files
import FoundationEssentials
import Glibc

/// Reads regular files, with errors that name the file.
enum FileContents {
    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes taken; nil for any number.
    /// - Returns: The bytes.
    /// - Throws: `ProblemError.unreadable`; also for folders, pipes and devices, which are never waited for.
    static func read(_ path: String, atMost limit: Int? = nil) throws(ProblemError) -> Data {
        do throws(FileFailure) {
            return try RegularFile.read(path, atMost: limit ?? .max)
        } catch {
            throw ProblemError(error, of: path)
        }
    }

    /// The first bytes of a file, fewer when it is shorter.
    ///
    /// - Throws: As `read`.
    static func prefix(_ path: String, count: Int) throws(ProblemError) -> Data {
        let (descriptor, size) = try open(path)
        defer { close(descriptor) }
        return try read(descriptor, count: min(count, size), path)
    }

    /// A part of a file.
    ///
    /// - Throws: As `read`; also when the file ends before the part does.
    static func read(_ path: String, offset: Int, count: Int) throws(ProblemError) -> Data {
        let (descriptor, _) = try open(path)
        defer { close(descriptor) }
        guard lseek(descriptor, offset, SEEK_SET) == offset else {
            throw .unreadable(path: path, reason: reason(errno))
        }
        let data = try read(descriptor, count: count, path)
        guard data.count == count else {
            throw .unreadable(path: path, reason: "the file was cut while it was in use; run the command again")
        }
        return data
    }

    /// A text file, without its byte order mark.
    ///
    /// - Throws: `ProblemError.unreadable`, or `.malformed` when it is not UTF-8.
    static func text(_ path: String) throws(ProblemError) -> String {
        var text: String
        do throws(FileFailure) {
            text = try RegularFile.text(path, atMost: largestTextBytes)
        } catch {
            throw ProblemError(error, of: path)
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        return text
    }

    /// What editors on Windows put before the first line.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The largest statement or settings file taken, in bytes: none that people wrote comes near.
    static let largestTextBytes = 4 << 20

    /// Opens a regular file for reading; also tells its size.
    static func open(_ path: String) throws(ProblemError) -> (descriptor: Int32, size: Int) {
        do throws(FileFailure) {
            return try RegularFile.open(path)
        } catch {
            throw ProblemError(error, of: path)
        }
    }

    /// Refuses a file that is too large.
    static func check(_ size: Int, _ path: String, atMost limit: Int) throws(ProblemError) {
        guard size <= limit else { throw ProblemError(.tooLarge(bytes: size, limit: limit), of: path) }
    }

    /// What an `errno` means, in the system's words.
    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func read(_ descriptor: Int32, count: Int, _ path: String) throws(ProblemError) -> Data {
        do throws(FileFailure) {
            return try RegularFile.read(descriptor, count: count)
        } catch {
            throw ProblemError(error, of: path)
        }
    }
}

extension ProblemError {
    /// Why a file or folder of a problem was not read.
    init(_ failure: FileFailure, of path: String) {
        switch failure {
        case .notUTF8(let byte):
            self = .malformed(
                path: path, place: nil, found: "byte \(byte) is not UTF-8", expected: "text in UTF-8")
        case .nameNotUTF8:
            self = .malformed(path: path, place: nil, found: "a file name that is not UTF-8", expected: "UTF-8 names")
        case .refused, .isFolder, .isNotRegular, .tooLarge:
            self = .unreadable(path: path, reason: failure.description)
        }
    }
}
