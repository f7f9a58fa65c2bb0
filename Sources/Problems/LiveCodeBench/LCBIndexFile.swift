import CZlib
import Files
import FoundationEssentials
import Glibc

/// What tells whether a data file is still the one that an index was made of.
struct DataFileState: Equatable {
    let size: Int
    /// When it was last changed, in ns since 1970.
    let modifiedNanoseconds: Int
    /// When anything of it was last changed, in ns since 1970, which nobody can set: a file whose middle was rewritten and whose time
    /// was set back is noticed.
    let changedNanoseconds: Int
    /// CRC-32 of its first and of its last 64 KiB, for file systems that keep no such time.
    let headAndTail: UInt

    /// All of it in one line.
    var key: String { "\(size)\t\(modifiedNanoseconds)\t\(changedNanoseconds)\t\(headAndTail)" }

    private static let sampledBytes = 64 << 10

    /// Looks at a file.
    ///
    /// - Throws: `ProblemError.unreadable`.
    init(of path: String) throws(ProblemError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path: path, reason: FileContents.reason(errno)) }
        size = Int(status.st_size)
        modifiedNanoseconds = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
        changedNanoseconds = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
        let head = try FileContents.read(path, offset: 0, count: min(size, Self.sampledBytes))
        let tail = try FileContents.read(
            path, offset: max(0, size - Self.sampledBytes), count: min(size, Self.sampledBytes))
        headAndTail = (head + tail).withUnsafeBytes { bytes in
            UInt(crc32(0, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count)))
        }
    }
}

/// An index on disk: `DATA.jsonl.atlas-index` beside the data, or in the user's cache folder where that cannot be written.
///
/// Text, one line a record, its parts separated by tabs; the last line says how many there are, so that a file which
/// was not written to its end is noticed. It is written beside its place and moved there: no reader sees a part of it.
enum LCBIndexFile {
    private static let version = "atlas.lcb-index/3"

    /// The index kept for a file; nil when there is none that is whole and still right.
    static func read(for path: String, _ state: DataFileState) -> LCBIndex? {
        for place in places(for: path) {
            // Whatever is wrong with an index, the remedy is a new one.
            if let data = try? FileContents.read(place), let index = parse(data, path, state) { return index }
        }
        return nil
    }

    /// Keeps an index where that is possible, and says where.
    static func write(_ index: LCBIndex, _ state: DataFileState) -> String? {
        let text = Data(text(of: index, state).utf8)
        for place in places(for: index.path) {
            let folder = URL(filePath: place).deletingLastPathComponent().path
            if place != beside(index.path) {
                try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            let temporary = "\(place).\(getpid())"
            do {
                try text.write(to: URL(filePath: temporary))
                guard rename(temporary, place) == 0 else {
                    unlink(temporary)
                    continue
                }
                return place
            } catch {
                unlink(temporary)
            }
        }
        return nil
    }

    private static func beside(_ path: String) -> String { path + ".atlas-index" }

    private static func places(for path: String) -> [String] {
        var places = [beside(path)]
        if let cache = UserFolders.cache(ProcessInfo.processInfo.environment), let real = Paths.real(path) {
            let name = real.map { $0.isLetter || $0.isNumber || "-._".contains($0) ? String($0) : "_" }.joined()
            let digest = real.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
            places.append("\(cache)/indexes/\(name.suffix(80))-\(String(digest, radix: 16)).atlas-index")
        }
        return places
    }

    private static func text(of index: LCBIndex, _ state: DataFileState) -> String {
        var lines = [version, "\(state.key)\t\(index.digest)"]
        for entry in index.entries {
            let fields = [entry.id, entry.title, entry.difficulty ?? "", entry.platform ?? "", entry.contestDate ?? ""]
                .map(escaped)
            lines.append("\(entry.line)\t\(entry.offset)\t\(entry.length)\t" + fields.joined(separator: "\t"))
        }
        let idOfFault = Dictionary(uniqueKeysWithValues: index.faultOfID.map { ($0.value, $0.key) })
        for (number, fault) in index.faults.enumerated() {
            guard case .malformed(_, let place, let found, let expected) = fault else { continue }
            let parts = ["fault", place ?? "", found, expected, idOfFault[number] ?? ""]
            lines.append(parts.map(escaped).joined(separator: "\t"))
        }
        lines.append("end\t\(index.entries.count)\t\(index.faults.count)\n")
        return lines.joined(separator: "\n")
    }

    private static func parse(_ data: Data, _ path: String, _ state: DataFileState) -> LCBIndex? {
        let lines = data.split(separator: 10)
        let known = Data("\(state.key)\t".utf8)
        guard lines.count >= 3, lines[0].elementsEqual(version.utf8), lines[1].starts(with: known) else { return nil }
        let digest = String(decoding: lines[1].dropFirst(known.count), as: UTF8.self)
        guard digest.count == 64 else { return nil }
        var entries: [LCBIndex.Entry] = []
        var faults: [ProblemError] = []
        var faultOfID: [String: Int] = [:]
        for line in lines[2..<(lines.count - 1)] {
            let parts = line.split(separator: 9, omittingEmptySubsequences: false).map(unescaped)
            if parts.count == 5, parts[0] == "fault" {
                if !parts[4].isEmpty { faultOfID[parts[4]] = faults.count }
                let place = parts[1].isEmpty ? nil : parts[1]
                faults.append(.malformed(path: path, place: place, found: parts[2], expected: parts[3]))
                continue
            }
            guard parts.count == 8, let number = Int(parts[0]), let offset = Int(parts[1]), let length = Int(parts[2]),
                (0...state.size).contains(offset), (0...(state.size - offset)).contains(length)
            else { return nil }
            let fields = parts.map { $0.isEmpty ? nil : $0 }
            entries.append(
                LCBIndex.Entry(
                    id: parts[3], title: parts[4], difficulty: fields[5], platform: fields[6], contestDate: fields[7],
                    line: number,
                    offset: offset, length: length))
        }
        guard lines[lines.count - 1].elementsEqual("end\t\(entries.count)\t\(faults.count)".utf8) else { return nil }
        return LCBIndex(path: path, digest: digest, entries: entries, faults: faults, faultOfID: faultOfID)
    }

    /// A text without line feeds and tabs, scalar by scalar: as characters they may be one with what stands beside them.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { [9, 10, 92].contains($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func unescaped(_ bytes: Data) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(92) else { return text }
        var result = ""
        var characters = text.unicodeScalars.makeIterator()
        while let character = characters.next() {
            guard character == "\\", let next = characters.next() else {
                result.unicodeScalars.append(character)
                continue
            }
            result.unicodeScalars.append(next == "t" ? "\t" : next == "n" ? "\n" : next)
        }
        return result
    }
}
