import Files
import FoundationEssentials
import Glibc

/// Unpacks archives that users got from elsewhere: zip, tar in any compression, 7z.
///
/// The reading is libarchive's; what is written where is decided here. A name that leads out of the folder, a link that does,
/// a device, and more than the limits end the unpacking. Source: libarchive's archive_read(3).
struct Archive {
    /// What an archive may unpack to, whatever it says of itself.
    struct Limits {
        /// The most files and folders.
        var entries = 100_000
        /// The largest file, in bytes.
        var fileBytes = TestData.largestBytes
        /// All files together, in bytes.
        var totalBytes = 4 << 30
    }

    private typealias Handle = OpaquePointer
    private typealias Act = @convention(c) (Handle?) -> Int32

    /// How many bytes are taken from libarchive at a time.
    private static let chunkBytes = 1 << 20
    private static let endOfFile: Int32 = 1
    private static let tarBlockBytes = 512
    /// `ARCHIVE_WARN`: something unusual, yet the data are there.
    private static let warning: Int32 = -20

    private let path: String
    private let limits: Limits
    private let library: DynamicLibrary

    /// Names an archive.
    ///
    /// - Throws: `ProblemError.unreadable` when libarchive is not installed.
    init(_ path: String, limits: Limits = Limits()) throws(ProblemError) {
        self.path = path
        self.limits = limits
        library = try DynamicLibrary("libarchive.so.13", package: "libarchive-dev")
    }

    /// Whether a file begins as one of the archives that are known.
    static func isArchive(_ path: String) -> Bool {
        guard let head = try? FileContents.prefix(path, count: 265) else { return false }
        let beginnings: [[UInt8]] = [
            [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x1F, 0x8B], [0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A, 0x58],
            [0x28, 0xB5, 0x2F, 0xFD], [0x37, 0x7A, 0xBC, 0xAF],
        ]
        return beginnings.contains { head.starts(with: $0) } || isTar(head)
    }

    /// Whether bytes begin as a tar archive that is not packed.
    private static func isTar(_ head: Data) -> Bool { head.dropFirst(257).starts(with: Array("ustar".utf8)) }

    /// Unpacks everything into an empty folder.
    ///
    /// - Throws: `ProblemError.malformed` for what an archive must not hold, `.unreadable` for a damaged one and for a
    ///   folder that cannot be written; what was written so far is left to the caller.
    func unpack(into folder: String) throws(ProblemError) {
        // libarchive converts names to the thread's character set, which is ASCII in the C locale.
        let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let previous = utf8.flatMap { uselocale($0) }
        defer {
            if let utf8 {
                uselocale(previous)
                freelocale(utf8)
            }
        }
        let free = try library.function("archive_read_free", as: Act.self)
        let next = try library.function(
            "archive_read_next_header", as: (@convention(c) (Handle?, UnsafeMutablePointer<Handle?>) -> Int32).self)
        let archive = try open()
        defer { _ = free(archive) }
        var writer = ArchiveWriter(archive: path, folder: folder, limits: limits)
        var entry: Handle?
        while true {
            let status = next(archive, &entry)
            if status == Self.endOfFile {
                try checkEnd()
                return try writer.makeLinks()
            }
            guard status >= Self.warning else { throw try damaged(archive) }
            try unpack(entry, of: archive, &writer)
        }
    }

    /// Refuses a tar archive that is cut off between two files, which libarchive takes for whole: its end is blocks of zeros.
    private func checkEnd() throws(ProblemError) {
        guard Self.isTar(try FileContents.prefix(path, count: Self.tarBlockBytes)) else { return }
        let (descriptor, size) = try FileContents.open(path)
        close(descriptor)
        let count = min(size, Self.tarBlockBytes)
        let tail = try FileContents.read(path, offset: size - count, count: count)
        guard tail.allSatisfy({ $0 == 0 }) else {
            throw .malformed(
                path: path, place: nil, found: "a tar archive whose end is missing", expected: "a whole archive")
        }
    }

    private func open() throws(ProblemError) -> OpaquePointer? {
        let make = try library.function("archive_read_new", as: (@convention(c) () -> Handle?).self)
        let archive = make()
        for symbol in ["archive_read_support_filter_all", "archive_read_support_format_all"] {
            _ = try library.function(symbol, as: Act.self)(archive)
        }
        let open = try library.function(
            "archive_read_open_filename", as: (@convention(c) (Handle?, UnsafePointer<CChar>, Int) -> Int32).self)
        guard open(archive, path, Self.chunkBytes) >= Self.warning else {
            let error = try damaged(archive)
            _ = try library.function("archive_read_free", as: Act.self)(archive)
            throw error
        }
        return archive
    }

    private func unpack(
        _ entry: OpaquePointer?, of archive: OpaquePointer?, _ writer: inout ArchiveWriter
    ) throws(ProblemError) {
        typealias Text = @convention(c) (Handle?) -> UnsafePointer<CChar>?
        let kind = try library.function("archive_entry_filetype", as: (@convention(c) (Handle?) -> UInt32).self)(entry)
        // Names that are no text in the archive's own encoding have no UTF-8 form; their bytes may still be some.
        let utf8 = try library.function("archive_entry_pathname_utf8", as: Text.self)(entry)
        let raw = try library.function("archive_entry_pathname", as: Text.self)(entry)
        guard let bytes = utf8 ?? raw, let name = String(validatingCString: bytes) else {
            throw .malformed(path: path, place: nil, found: "a file name that is not UTF-8", expected: "UTF-8 names")
        }
        if try library.function("archive_entry_hardlink", as: Text.self)(entry) != nil {
            throw writer.refused(name, "is a hard link", expected: "files, folders and symbolic links")
        }
        switch kind {
        case S_IFDIR: try writer.makeFolder(name)
        case S_IFLNK:
            let target = try library.function("archive_entry_symlink", as: Text.self)(entry)
            guard let target = target.flatMap(String.init(validatingCString:)) else {
                throw writer.refused(name, "is a link whose target is not UTF-8", expected: "UTF-8 names")
            }
            try writer.note(link: name, to: target)
        case S_IFREG, 0:
            let read = try library.function(
                "archive_read_data", as: (@convention(c) (Handle?, UnsafeMutableRawPointer?, Int) -> Int).self)
            try writer.openFile(name)
            defer { writer.closeFile() }
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkBytes, alignment: 4096)
            defer { buffer.deallocate() }
            while true {
                let got = read(archive, buffer.baseAddress, buffer.count)
                if got == 0 { return }
                guard got > 0 else { throw try damaged(archive) }
                try writer.write(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
            }
        default:
            throw writer.refused(
                name, "is a pipe, socket or device", expected: "files, folders and symbolic links")
        }
    }

    private func damaged(_ archive: OpaquePointer?) throws(ProblemError) -> ProblemError {
        let text = try library.function(
            "archive_error_string", as: (@convention(c) (Handle?) -> UnsafePointer<CChar>?).self)(archive)
        return .malformed(
            path: path, place: nil, found: text.map { String(cString: $0) } ?? "data that cannot be unpacked",
            expected: "a whole archive without password")
    }
}

/// Writes an archive's entries below a folder, and nowhere else.
private struct ArchiveWriter {
    let archive: String
    let folder: String
    let limits: Archive.Limits
    private var entries = 0
    private var total = 0
    private var size = 0
    private var name = ""
    private var descriptor: Int32 = -1
    private var links: [(name: String, target: String)] = []

    init(archive: String, folder: String, limits: Archive.Limits) {
        self.archive = archive
        self.folder = folder
        self.limits = limits
    }

    func refused(
        _ name: String, _ why: String, expected: String = "files and folders below its own root"
    ) -> ProblemError {
        .malformed(path: archive, place: nil, found: "\"\(name.prefix(200))\" \(why)", expected: expected)
    }

    mutating func makeFolder(_ name: String) throws(ProblemError) {
        _ = try place(of: name)
        try makeFolders(try parts(of: name), name)
    }

    /// Links are made last, so that no file is ever written through one.
    mutating func note(link name: String, to target: String) throws(ProblemError) {
        _ = try place(of: name)
        var depth = try parts(of: name).count - 1
        for part in target.split(separator: "/", omittingEmptySubsequences: false) {
            depth += part == ".." ? -1 : part == "." || part.isEmpty ? 0 : 1
            if depth < 0 || target.hasPrefix("/") { throw refused(name, "is a link that leads out of the archive") }
        }
        links.append((name, target))
    }

    mutating func makeLinks() throws(ProblemError) {
        for (name, target) in links {
            let parts = try parts(of: name)
            try makeFolders(parts.dropLast(), name)
            guard symlink(target, "\(folder)/\(parts.joined(separator: "/"))") == 0 else { throw failed(name) }
        }
        // Through other links a link may lead farther up than its own text has it.
        guard let root = Paths.real(folder) else { throw failed(folder) }
        for (name, _) in links {
            let place = try "\(folder)/\(parts(of: name).joined(separator: "/"))"
            guard let real = Paths.real(place) else { continue }
            if real != root, !real.hasPrefix(root + "/") {
                throw refused(name, "is a link that leads out of the archive")
            }
        }
    }

    mutating func openFile(_ name: String) throws(ProblemError) {
        let path = try place(of: name)
        try makeFolders(try parts(of: name).dropLast(), name)
        self.name = name
        size = 0
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        if descriptor < 0 {
            if errno == EEXIST { throw refused(name, "is there twice", expected: "each name once") }
            throw failed(name)
        }
    }

    mutating func closeFile() {
        close(descriptor)
        descriptor = -1
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(ProblemError) {
        size += bytes.count
        total += bytes.count
        guard size <= limits.fileBytes else {
            throw refused(name, "unpacks to more than \(limits.fileBytes) bytes", expected: "smaller files")
        }
        guard total <= limits.totalBytes else {
            throw .malformed(
                path: archive, place: nil, found: "it unpacks to more than \(limits.totalBytes) bytes",
                expected: "a problem's package")
        }
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count < 0, errno != EINTR { throw failed(name) }
            written += max(0, count)
        }
    }

    /// Counts an entry, and says where it goes.
    private mutating func place(of name: String) throws(ProblemError) -> String {
        entries += 1
        guard entries <= limits.entries else {
            throw .malformed(
                path: archive, place: nil, found: "it holds more than \(limits.entries) files",
                expected: "a problem's package")
        }
        return try "\(folder)/\(parts(of: name).joined(separator: "/"))"
    }

    private func parts(of name: String) throws(ProblemError) -> ArraySlice<String> {
        guard !name.hasPrefix("/") else { throw refused(name, "is an absolute path") }
        let parts = name.split { $0 == "/" || $0 == "\\" }.map(String.init).filter { $0 != "." }
        guard !parts.contains("..") else { throw refused(name, "leads out of the archive") }
        guard parts.allSatisfy({ $0.utf8.count <= 255 }), parts.count <= 64 else {
            throw refused(
                name, "is too long a name", expected: "at most 64 parts of at most 255 bytes each")
        }
        return parts[...]
    }

    private func makeFolders(_ parts: ArraySlice<String>, _ name: String) throws(ProblemError) {
        var path = folder
        for part in parts {
            path += "/\(part)"
            guard mkdir(path, 0o755) != 0 else { continue }
            guard errno == EEXIST else { throw failed(name) }
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw refused(name, "is below something that is no folder", expected: "a folder of that name")
            }
        }
    }

    private func failed(_ name: String) -> ProblemError {
        .unreadable(path: archive, reason: "\"\(name)\" cannot be unpacked: \(FileContents.reason(errno))")
    }
}
