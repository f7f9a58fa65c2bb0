import Glibc

/// Why a file was not read.
package enum FileFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system refused it, with this `errno`.
    case refused(errno: Int32)
    /// It is a folder.
    case isFolder
    /// It is a pipe or a device.
    case isNotRegular
    /// It is larger than what is taken.
    case tooLarge(bytes: Int, limit: Int)
    /// It is to be text, and this byte, from 0, is not part of valid UTF-8.
    case notUTF8(byte: Int)
    /// It is a folder, with a name in it that is not UTF-8.
    case nameNotUTF8

    /// A clause for messages, without the file's name: the system's own words where it refused.
    package var description: String {
        switch self {
        case .refused(let code): String(cString: strerror(code))
        case .isFolder: "it is a folder, not a file"
        case .isNotRegular: "it is a pipe or a device, not a regular file; copy what it holds to one"
        case .tooLarge(let bytes, let limit): "the file has \(bytes) bytes; at most \(limit) are taken"
        case .notUTF8(let byte): "byte \(byte) is not UTF-8; expected text in UTF-8"
        case .nameNotUTF8: "a file name that is not UTF-8; expected UTF-8 names"
        }
    }
}
