import Glibc

/// Lists folders.
package enum Folder {
    /// The names of what is in a folder, in no order; hidden ones only on demand, and never `.` and `..`.
    ///
    /// - Throws: `FileFailure.refused`, and `.nameNotUTF8` unless such names are passed over.
    package static func names(
        in path: String, withHidden: Bool = false, passingOverOthers: Bool = false
    ) throws(FileFailure) -> [String] {
        guard let stream = opendir(path) else { throw .refused(errno: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name else {
                if passingOverOthers { continue }
                throw .nameNotUTF8
            }
            if withHidden ? ![".", ".."].contains(name) : !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
