import FoundationEssentials

/// Files that the user asked for.
enum OutputFile {
    /// Writes bytes whole or not at all.
    static func write(_ bytes: Data, to path: String) throws {
        do {
            try bytes.write(to: URL(filePath: path), options: .atomic)
        } catch {
            let reason = (error as? CocoaError).map(OutputFile.reason) ?? "\(error)"
            throw UsageError("\(path): cannot be written: \(reason)")
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw UsageError("\(path): the folder cannot be made")
        }
    }

    private static func reason(_ error: CocoaError) -> String {
        switch error.code {
        case .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "no space left on the disk"
        case .fileNoSuchFile: "there is no such folder"
        default: "\(error)"
        }
    }
}
