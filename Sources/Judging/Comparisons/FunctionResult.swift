import FoundationEssentials
import Problems

/// What a functional driver wrote: the value returned, as data.
struct FunctionResult {
    /// What stands in the result's place.
    enum Content {
        /// The bytes of a JSON value.
        case value(Data)
        /// No value, and why not.
        case none(Mismatch)
    }

    let content: Content
    /// Whether Python holds the value unequal to the JSON data that it is written as: a tuple is inside, or a dictionary
    /// with other keys than texts.
    let isNested: Bool
    /// What to show as the output; nil for what the program wrote in a result's place.
    let shown: Data?
    private let value: PythonValue?
    private let envelope: Data

    /// How much of a type's name is told, in characters.
    private static let typeLength = 100

    /// Reads what the driver, or the submission in its place, wrote.
    init(envelope: Data) {
        self.envelope = envelope
        isNested = envelope.starts(with: Self.nestedPrefix)
        let returned: PythonValue
        do throws(PythonJSONReader.Failure) {
            returned = try PythonJSONReader.read(envelope)
        } catch {
            let reason =
                error.isHalfPair
                ? "returned text that is no Unicode: half of a surrogate pair, such as \"\\ud800\", is in it"
                : "the function ended the program, or wrote in its result's place"
            (content, value) = (.none(Mismatch(reason)), nil)
            shown = error.isHalfPair ? Self.valueBytes(envelope) : nil
            return
        }
        guard let (kind, result) = returned.onlyEntry, ["result", "nested", "unfit"].contains(kind) else {
            (content, value, shown) = (.none(Mismatch("the program wrote in its result's place")), nil, nil)
            return
        }
        guard kind != "unfit" else {
            // There is no output to show: these words are the driver's.
            let type = PrintableText.text(result.text ?? "unknown").prefix(Self.typeLength)
            let mismatch = Mismatch("returned a value of type \(type), which is not JSON data")
            (content, value, shown) = (.none(mismatch), nil, Data())
            return
        }
        let bytes = Self.valueBytes(envelope)
        (content, value, shown) = (.value(bytes), result, bytes)
    }

    /// Why there is no value; nil when there is one.
    var failure: Mismatch? {
        if case .none(let mismatch) = content { mismatch } else { nil }
    }

    /// Compares the value with the expected one, as Python's `==` does once tuples are lists.
    ///
    /// - Parameters:
    ///   - expected: The expected value, as JSON.
    ///   - isOfficial: Whether by LiveCodeBench's own rule only a tuple at the top counts as a list. Source:
    ///     `grade_call_based` in `lcb_runner/evaluation/testing_util.py`.
    /// - Returns: The difference, nil when equal.
    /// - Throws: `JudgeFailure` when the problem's expected value is not JSON.
    func mismatch(expected: Data, isOfficial: Bool = false) throws -> Mismatch? {
        let wanted: PythonValue
        do {
            wanted = try PythonJSONReader.read(expected)
        } catch {
            throw JudgeFailure(reason: "the expected value is not JSON: \(error.reason)")
        }
        guard let value else { return failure }
        if wanted.equals(value) {
            guard isOfficial, isNested else { return nil }
            return Mismatch(
                "returned tuples, or keys that are no texts, inside other data: Python's == holds them unequal to lists "
                    + "and JSON's keys")
        }
        let trimmed = String(decoding: expected, as: UTF8.self).trimmed
        return Mismatch(
            returned: Self.valueBytes(envelope), expected: Array(trimmed.utf8),
            note: wanted.equals(value, takingNaNs: true) ? "; NaN equals nothing, not even NaN, as Python has it" : "")
    }

    /// The bytes of the value in `{"result": VALUE}`.
    private static func valueBytes(_ envelope: Data) -> Data {
        for prefix in [Data("{\"result\": ".utf8), nestedPrefix] where envelope.starts(with: prefix) {
            return Data(envelope.dropFirst(prefix.count).dropLast())
        }
        return envelope
    }

    private static let nestedPrefix = Data("{\"nested\": ".utf8)
}
