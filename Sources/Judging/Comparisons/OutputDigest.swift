import Digests
import Problems

/// A short hash of an output, without what its comparison passes over: outputs of one digest are alike.
///
/// The opposite holds only where the comparison tolerates nothing else (`isDecisive`).
public enum OutputDigest {
    /// The digest of an output of any size, read piece by piece.
    ///
    /// - Throws: `ProblemError`, `SandboxError` when the output cannot be read.
    public static func of(_ output: ByteSource, comparedBy comparison: Comparison) throws -> String {
        var chain = Chain()
        let cursor = ByteCursor(output)
        let form = Form(comparison)
        // White space that is only written when something follows it.
        var pendingLines = 0
        var pendingSpace: [UInt8] = []
        while let byte = try cursor.peek() {
            cursor.seek(to: cursor.offset + 1)
            switch form {
            case .exact: chain.add(byte)
            case .tokens(let isCaseSensitive, let countsLines):
                if ByteKind.isSpace(byte) {
                    if pendingSpace.isEmpty { pendingSpace = [32] }
                    if countsLines, ByteKind.isLineEnd(byte) { pendingSpace = [10] }
                    continue
                }
                if let space = pendingSpace.first, !chain.isEmpty { chain.add(space) }
                pendingSpace.removeAll(keepingCapacity: true)
                let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                chain.add(!isCaseSensitive && isUpper ? byte + 32 : byte)
            case .lines:
                if byte == 10 {
                    pendingLines += 1
                    pendingSpace.removeAll(keepingCapacity: true)
                } else if ByteKind.isSpace(byte) {
                    pendingSpace.append(byte)
                } else {
                    for _ in 0..<pendingLines { chain.add(10) }
                    for space in pendingSpace { chain.add(space) }
                    pendingLines = 0
                    pendingSpace.removeAll(keepingCapacity: true)
                    chain.add(byte)
                }
            }
        }
        return chain.finish()
    }

    /// Whether outputs of two digests differ for certain.
    public static func isDecisive(_ comparison: Comparison) -> Bool {
        switch comparison {
        case .tokens(let rule): rule.absoluteTolerance == nil && rule.relativeTolerance == nil
        case .lines, .exact: true
        // Numbers written otherwise, such as 1 and 1.0, are the same for these.
        case .json, .lcb: false
        case .everyLine, .unordered, .asserts, .checker, .interactor: false
        }
    }

    /// What is passed over.
    private enum Form {
        case exact
        case lines
        case tokens(isCaseSensitive: Bool, countsLines: Bool)

        init(_ comparison: Comparison) {
            switch comparison {
            case .exact, .everyLine, .unordered(.tokenLines): self = .exact
            case .lines, .lcb, .unordered, .asserts, .checker, .interactor: self = .lines
            case .json: self = .tokens(isCaseSensitive: true, countsLines: false)
            case .tokens(let rule) where rule.spaceSensitive || rule.lineEnds == .countedWithBlankLines: self = .exact
            case .tokens(let rule):
                self = .tokens(isCaseSensitive: rule.caseSensitive, countsLines: rule.lineEnds == .counted)
            }
        }
    }

    /// A hash over pieces of one size: each with the hash so far.
    private struct Chain {
        private static let pieceBytes = 1 << 16
        private var state = ""
        private var piece: [UInt8] = []
        private(set) var isEmpty = true

        mutating func add(_ byte: UInt8) {
            isEmpty = false
            piece.append(byte)
            if piece.count == Self.pieceBytes { fold() }
        }

        private mutating func fold() {
            state = Digest.sha256(Array(state.utf8) + piece)
            piece.removeAll(keepingCapacity: true)
        }

        /// 24 hexadecimal digits.
        mutating func finish() -> String {
            fold()
            return String(state.prefix(24))
        }
    }
}
