import FoundationEssentials

/// Reads and writes a Python pickle that holds one string, and knows of nothing else.
///
/// A pickle is a program: its other instructions can call anything. None of them is known here; any of them is an
/// error. Source: Python's `pickletools`, protocols 0 to 5.
enum StringPickle {
    /// Why bytes are no pickled string.
    enum Failure: Error, Equatable {
        /// The bytes end in the middle.
        case truncated
        /// An instruction that is not needed for a string.
        case forbidden(opcode: UInt8)
        /// A protocol that does not exist yet.
        case unknownProtocol(UInt8)
        /// Not exactly one string.
        case notOneString
        /// A malformed `\u` escape (protocol 0).
        case malformedEscape
    }

    /// The string in a pickle, as UTF-8 that was not checked.
    ///
    /// What follows the pickle's end is passed over, as Python does.
    static func string(in pickle: Data) throws(Failure) -> Data {
        var reader = Reader(rest: pickle[...])
        var string: Data?
        while true {
            let opcode = try reader.byte()
            switch opcode {
            case 0x80:  // PROTO
                let version = try reader.byte()
                guard version <= 5 else { throw .unknownProtocol(version) }
            case 0x95:  // FRAME: how many bytes may be read ahead
                _ = try reader.bytes(8)
            case UInt8(ascii: "X"), 0x8C, 0x8D, UInt8(ascii: "V"):
                guard string == nil else { throw .notOneString }
                string = try reader.string(opcode)
            case 0x94: break  // MEMOIZE
            case UInt8(ascii: "q"): _ = try reader.byte()  // BINPUT
            case UInt8(ascii: "r"): _ = try reader.bytes(4)  // LONG_BINPUT
            case UInt8(ascii: "p"): _ = try reader.line()  // PUT
            case UInt8(ascii: "."):  // STOP
                guard let string else { throw .notOneString }
                return string
            default: throw .forbidden(opcode: opcode)
            }
        }
    }

    /// A pickle of a string, as `pickle.loads` reads it: protocol 4, without the optional frame.
    static func pickle(_ string: Data) -> Data {
        var pickle = Data([0x80, 4])
        if string.count <= UInt32.max {
            pickle.append(UInt8(ascii: "X"))
            pickle.append(contentsOf: littleEndian(UInt32(string.count)))
        } else {
            pickle.append(0x8D)
            pickle.append(contentsOf: littleEndian(UInt64(string.count)))
        }
        pickle.append(string)
        pickle.append(contentsOf: [0x94, UInt8(ascii: ".")])
        return pickle
    }

    private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

/// Takes bytes from the front of a pickle.
private struct Reader {
    var rest: Data.SubSequence

    mutating func byte() throws(StringPickle.Failure) -> UInt8 {
        guard let byte = rest.popFirst() else { throw .truncated }
        return byte
    }

    mutating func bytes(_ count: UInt64) throws(StringPickle.Failure) -> Data {
        guard count <= UInt64(rest.count) else { throw .truncated }
        let bytes = rest.prefix(Int(count))
        rest = rest.dropFirst(Int(count))
        return bytes
    }

    mutating func number(bytes count: UInt64) throws(StringPickle.Failure) -> UInt64 {
        try bytes(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func line() throws(StringPickle.Failure) -> Data {
        guard let end = rest.firstIndex(of: 10) else { throw .truncated }
        let line = rest[..<end]
        rest = rest[(end + 1)...]
        return line
    }

    mutating func string(_ opcode: UInt8) throws(StringPickle.Failure) -> Data {
        switch opcode {
        case 0x8C: return try bytes(try number(bytes: 1))  // SHORT_BINUNICODE
        case 0x8D: return try bytes(try number(bytes: 8))  // BINUNICODE8
        case UInt8(ascii: "V"): return try Self.rawUnicodeEscape(try line())  // UNICODE
        default: return try bytes(try number(bytes: 4))  // BINUNICODE
        }
    }

    /// Decodes Python's `raw-unicode-escape`: Latin-1 in which `\uXXXX` and `\UXXXXXXXX` stand for any character.
    private static func rawUnicodeEscape(_ text: Data) throws(StringPickle.Failure) -> Data {
        var scalars = String.UnicodeScalarView()
        var bytes = text[...]
        while let byte = bytes.popFirst() {
            scalars.append(Unicode.Scalar(byte))
            guard byte == UInt8(ascii: "\\"), let kind = bytes.popFirst() else { continue }
            let digits = kind == UInt8(ascii: "u") ? 4 : kind == UInt8(ascii: "U") ? 8 : 0
            guard digits > 0 else {
                scalars.append(Unicode.Scalar(kind))
                continue
            }
            let code = String(decoding: bytes.prefix(digits), as: UTF8.self)
            guard code.utf8.count == digits, let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value)
            else {
                throw .malformedEscape
            }
            bytes = bytes.dropFirst(digits)
            scalars.removeLast()
            scalars.append(scalar)
        }
        return Data(String(scalars).utf8)
    }
}

extension StringPickle.Failure: CustomStringConvertible {
    var description: String {
        switch self {
        case .truncated: "a pickle that is cut off"
        case .forbidden(let opcode):
            "a pickle with the instruction 0x\(opcode < 16 ? "0" : "")\(String(opcode, radix: 16)), which no string needs"
        case .unknownProtocol(let version): "a pickle of protocol \(version)"
        case .notOneString: "a pickle that does not hold exactly one string"
        case .malformedEscape: "a pickle with a malformed escape"
        }
    }
}
