import FoundationEssentials

/// Files that the user asked for.
enum OutputFile {
    /// Writes a text whole or not at all.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            let reason = (error as? CocoaError).map(OutputFile.reason) ?? "\(error)"
            throw UsageError("\(path): cannot be written: \(reason)")
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
