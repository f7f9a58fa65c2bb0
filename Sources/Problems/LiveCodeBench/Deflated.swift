import CZlib
import FoundationEssentials

/// Data in zlib's format (RFC 1950).
enum Deflated {
    /// Why data cannot be unpacked.
    enum Failure: Error, Equatable {
        /// The data end in the middle.
        case truncated
        /// The data are not zlib's, or damaged.
        case damaged
        /// What was packed is larger than allowed.
        case tooLarge(limit: Int)
        /// zlib got no memory.
        case outOfMemory
    }

    /// The most that is ever unpacked: as much as a line may hold where nothing is packed.
    static let largestBytes = LCBFile.longestLine
    /// What unpacks to more is measured to its end before any of it is kept: a small bomb costs time alone.
    static let unmeasuredBytes = 128 << 20

    /// Unpacks data; what follows their end is passed over, as Python does.
    ///
    /// - Parameters:
    ///   - data: A zlib stream.
    ///   - limit: The most bytes to unpack to.
    ///   - unmeasured: The most bytes that are kept before it is known how many there are.
    /// - Returns: What was packed.
    /// - Throws: `Failure`.
    static func unpack(
        _ data: Data, atMost limit: Int = largestBytes, unmeasured: Int = unmeasuredBytes
    ) throws(Failure) -> Data {
        var unpacked = Data()
        var size = 0
        try inflate(data) { (piece) throws(Failure) in
            size += piece.count
            guard size <= limit else { throw .tooLarge(limit: limit) }
            if size <= unmeasured { unpacked.append(contentsOf: piece) } else { unpacked = Data() }
        }
        guard size > unmeasured else { return unpacked }
        unpacked.reserveCapacity(size)
        try inflate(data) { unpacked.append(contentsOf: $0) }
        return unpacked
    }

    /// Unpacks data piece by piece.
    private static func inflate(
        _ data: Data, _ take: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var stream = z_stream()
        guard czlib_inflate_init(&stream, MAX_WBITS) == Z_OK else { throw .outOfMemory }
        defer { inflateEnd(&stream) }
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        var offset = 0
        while true {
            // z_stream counts in 32 bits: larger input goes in by pieces.
            let available = min(data.count - offset, 1 << 30)
            let (status, consumed, produced) = data.withUnsafeBytes { input in
                chunk.withUnsafeMutableBufferPointer { output in
                    // zlib reads what this points to and never writes it.
                    stream.next_in = input.bindMemory(to: UInt8.self).baseAddress
                        .map { UnsafeMutablePointer(mutating: $0) + offset }
                    stream.avail_in = UInt32(available)
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    let status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    return (status, available - Int(stream.avail_in), output.count - Int(stream.avail_out))
                }
            }
            offset += consumed
            try take(chunk[..<produced])
            switch status {
            case Z_STREAM_END: return
            case Z_OK where produced > 0 || offset < data.count: continue
            case Z_OK, Z_BUF_ERROR: throw .truncated
            case Z_MEM_ERROR: throw .outOfMemory
            default: throw .damaged
            }
        }
    }

    /// Packs data at zlib's default level.
    static func pack(_ data: Data) throws(Failure) -> Data {
        var count = compressBound(uLong(data.count))
        var packed = [UInt8](repeating: 0, count: Int(count))
        let source = [UInt8](data)
        guard compress2(&packed, &count, source, uLong(source.count), Z_DEFAULT_COMPRESSION) == Z_OK else {
            throw .outOfMemory
        }
        return Data(packed[..<Int(count)])
    }
}

extension Deflated.Failure: CustomStringConvertible {
    var description: String {
        switch self {
        case .truncated: "zlib data that are cut off"
        case .damaged: "data that are not zlib's, or damaged"
        case .tooLarge(let limit): "zlib data that unpack to more than \(limit) bytes"
        case .outOfMemory: "zlib data too large for this machine's memory"
        }
    }
}
