import Glibc

/// Writes files that are whole or not there, whatever happens: a crash, a kill or a power cut.
///
/// A file is written under another name in the same folder, synced, renamed, and the folder synced. The other name holds
/// the process's id, `.<pid>-<random>.tmp`, so that what a dead process left half-written is known and swept away.
package enum DurableFile {
    /// A system call that failed.
    package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// The file or folder.
        package var path: String
        /// What could not be done, and why: "cannot be synced: Input/output error".
        package var reason: String

        /// One line: where, and what was found.
        package var description: String { "\(path): \(reason)" }

        /// The failure of a system call that has just failed.
        package init(_ path: String, _ what: String) {
            self.path = path
            reason = "\(what): \(String(cString: strerror(errno)))"
        }
    }

    /// Puts a file in place, over one of that name if there is one; when this returns, a power cut does not lose it.
    ///
    /// - Parameters:
    ///   - bytes: All of the file.
    ///   - path: Its place; the folder must be there.
    /// - Throws: The step that failed; what was there before is still there, unless only the folder could not be synced.
    package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let folder = folder(of: path)
        let temporary = temporaryPath(in: folder)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(temporary, "cannot be made") }
        do throws(Failure) {
            defer { close(descriptor) }
            try writeAll(bytes, to: descriptor, path: temporary)
            guard fsync(descriptor) == 0 else { throw Failure(temporary, "cannot be synced") }
            guard rename(temporary, path) == 0 else { throw Failure(path, "cannot be put in place") }
        } catch {
            unlink(temporary)
            throw error
        }
        try syncFolder(folder)
    }

    /// Makes a folder, and those above it, where they are missing; what was made is durable.
    ///
    /// - Throws: The step that failed.
    package static func makeFolder(_ folder: String) throws(Failure) {
        var path = folder.hasPrefix("/") ? "/" : ""
        for part in folder.split(separator: "/") {
            path += part
            if mkdir(path, 0o755) == 0 {
                try syncFolder(Self.folder(of: path))
            } else if errno != EEXIST {
                throw Failure(path, "cannot be made")
            }
            path += "/"
        }
        // What is there already may be a file.
        guard Paths.isFolder(path) else { throw Failure(folder, "cannot be made") }
    }

    /// Finds out whether files can be written in a folder, by making one and removing it.
    ///
    /// - Throws: Why not.
    package static func checkWritable(_ folder: String) throws(Failure) {
        let probe = temporaryPath(in: folder)
        let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(folder, "cannot be written") }
        close(descriptor)
        unlink(probe)
    }

    /// Removes the half-written files in a folder whose processes are gone; what cannot be removed stays.
    package static func removeLeftovers(in folder: String) {
        for name in (try? Folder.names(in: folder, withHidden: true, passingOverOthers: true)) ?? [] {
            guard name.hasPrefix("."), name.hasSuffix(".tmp"), let owner = Int32(name.dropFirst().prefix { $0 != "-" })
            else { continue }
            if kill(owner, 0) != 0 && errno == ESRCH { unlink("\(folder)/\(name)") }
        }
    }

    private static func temporaryPath(in folder: String) -> String {
        "\(folder)/.\(getpid())-\(UInt64.random(in: 0 ... .max)).tmp"
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Writes all of the bytes.
    package static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Failure(path, "cannot be written") }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes the names in a folder durable.
    package static func syncFolder(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path, "cannot be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(path, "cannot be synced") }
    }
}
