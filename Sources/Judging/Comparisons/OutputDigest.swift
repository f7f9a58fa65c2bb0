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
            case .tokens(let isCaseSensitive):
                if ByteKind.isSpace(byte) {
                    pendingLines = 1
                    continue
                }
                if pendingLines > 0, !chain.isEmpty { chain.add(32) }
                pendingLines = 0
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
        case .lines, .exact, .json, .lcb: true
        case .unorderedLines, .asserts, .checker, .interactor: false
        }
    }

    /// What is passed over.
    private enum Form {
        case exact
        case lines
        case tokens(isCaseSensitive: Bool)

        init(_ comparison: Comparison) {
            switch comparison {
            case .exact: self = .exact
            case .lines, .lcb, .unorderedLines, .asserts, .checker, .interactor: self = .lines
            case .json: self = .tokens(isCaseSensitive: true)
            case .tokens(let rule):
                self = rule.spaceSensitive ? .exact : .tokens(isCaseSensitive: rule.caseSensitive)
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
