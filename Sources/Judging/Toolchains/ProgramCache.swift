import Digests
import FoundationEssentials

/// Compiled programs on disk, by what they were made of: source, driver, commands, compiler.
///
/// A file is one line of JSON (the compiler's trace, and the digest of the rest), then the program. A file that was cut
/// by a power failure does not fit its digest and counts as missing.
struct ProgramCache: Sendable {
    /// How much is kept, in bytes: more by what is written until it is looked at again.
    static let largest = 512 << 20

    private struct Head: Codable {
        let trace: CompileTrace
        let sha256: String
    }

    let folder: CacheFolder
    private let turns: ShrinkTurns

    init(folder: CacheFolder, turns: ShrinkTurns = ShrinkTurns()) {
        self.folder = folder
        self.turns = turns
    }

    func program(_ key: String) -> (product: Data, trace: CompileTrace)? {
        guard let bytes = folder.read("programs/\(key)"), let end = bytes.firstIndex(of: 10) else { return nil }
        guard let head = try? JSONDecoder().decode(Head.self, from: bytes[..<end]) else { return nil }
        let product = bytes[(end + 1)...]
        guard Digest.sha256(product) == head.sha256 else { return nil }
        return (product, head.trace)
    }

    func keep(_ product: Data, _ trace: CompileTrace, _ key: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let head = try? encoder.encode(Head(trace: trace, sha256: Digest.sha256(product))) else { return }
        let file = head + Data([10]) + product
        if folder.write(file, to: "programs/\(key)"), turns.isDue(after: file.count) {
            folder.shrink("programs", to: Self.largest, keeping: key)
        }
    }
}
