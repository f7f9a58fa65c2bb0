import FoundationEssentials

/// One test as LiveCodeBench writes it.
struct LCBTest: Codable {
    /// How the input reaches the program.
    enum Kind: String, Codable {
        /// On stdin.
        case stdin
        /// As a method's arguments, one JSON value a line.
        case functional
        /// Of ours: as a function's, called by the asserts that the input is.
        case asserts
    }

    var input: String
    var output: String
    var testtype: Kind
}

/// The two ways in which LiveCodeBench writes a list of tests into a text.
enum LCBTests {
    /// What `decode` takes.
    static let expected = "a JSON list of tests, as it is or pickled, zlib-packed and in base64"

    /// Why a text holds no tests; read after "is".
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Decodes a JSON list, or base64 of zlib of a pickled JSON list: UTF-8, as it may be megabytes.
    ///
    /// A pickle is read as data, never executed.
    static func decode(_ text: Data) throws(Failure) -> [LCBTest] {
        // Base64 has no bracket, and a list no other beginning.
        if text.first(where: { ![9, 10, 13, 32].contains($0) }) == UInt8(ascii: "[") { return try list(text) }
        guard let packed = Data(base64Encoded: text) else {
            throw Failure(description: "neither a JSON list nor base64")
        }
        let pickle: Data
        do {
            pickle = try Deflated.unpack(packed)
        } catch {
            throw Failure(description: error.description)
        }
        let json: Data
        do {
            json = try StringPickle.string(in: pickle)
        } catch {
            throw Failure(description: error.description)
        }
        return try list(json)
    }

    /// Tests named `public-01`, `private-01` and so on.
    static func cases(_ tests: [LCBTest], _ group: TestCase.Group) -> [TestCase] {
        tests.enumerated().map { index, test in
            TestCase(
                name: "\(group.rawValue)-\(index < 9 ? "0" : "")\(index + 1)", group: group,
                input: .bytes(Data(test.input.utf8)), expected: .bytes(Data(test.output.utf8)))
        }
    }

    /// Encodes tests as a JSON list.
    static func json(_ tests: [LCBTest]) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(tests) else { preconditionFailure("texts are always JSON") }
        return data
    }

    /// Encodes tests as base64 of zlib of a pickled JSON list.
    static func packed(_ tests: [LCBTest]) throws(Failure) -> String {
        do {
            return try Deflated.pack(StringPickle.pickle(json(tests))).base64EncodedString()
        } catch {
            throw Failure(description: error.description)
        }
    }

    private static func list(_ json: Data) throws(Failure) -> [LCBTest] {
        do {
            return try JSONDecoder().decode([LCBTest].self, from: json)
        } catch let error as DecodingError {
            throw Failure(description: reason(error))
        } catch {
            throw Failure(description: "no JSON list")
        }
    }

    /// Where decoding failed; never what it found there, since that is part of a private test.
    private static func reason(_ error: DecodingError) -> String {
        let path: [any CodingKey]
        switch error {
        case .keyNotFound(let key, let context): path = context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            path = context.codingPath
        @unknown default: path = []
        }
        guard let index = path.first?.intValue else { return "no JSON list of tests" }
        guard path.count > 1 else { return "a list whose test \(index + 1) is no object" }
        let key = path[1].stringValue
        let wanted = key == "testtype" ? "stdin, functional or asserts" : "text"
        return "a list whose test \(index + 1) has no \"\(key)\" that is \(wanted)"
    }
}
