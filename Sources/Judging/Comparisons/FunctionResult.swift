import FoundationEssentials

/// What the functional driver wrote: the value returned, as data.
enum FunctionResult {
    /// Compares a returned value with the expected one, as Python's `==` does once tuples are lists.
    ///
    /// - Returns: The difference, nil when equal, and the bytes to show as the program's output.
    /// - Throws: `PythonJSONReader.Failure` when the problem's expected value is not JSON.
    static func mismatch(expected: Data, envelope: Data) throws(PythonJSONReader.Failure) -> (Mismatch?, shown: Data) {
        let wanted = try PythonJSONReader.read(expected)
        let returned: PythonValue
        do {
            returned = try PythonJSONReader.read(envelope)
        } catch {
            return (Mismatch("the function ended the program, or wrote in its result's place"), envelope)
        }
        guard case .dictionary(let fields) = returned, fields.count == 1 else {
            return (Mismatch("the program wrote in its result's place"), envelope)
        }
        if case .string(let type)? = fields["unfit"] {
            return (Mismatch("returned a value of type \(type), which is not JSON data"), envelope)
        }
        guard let result = fields["result"] else {
            return (Mismatch("the program wrote in its result's place"), envelope)
        }
        let shown = valueBytes(envelope)
        if wanted.equals(result) { return (nil, shown) }
        let trimmed = String(decoding: expected, as: UTF8.self).trimmingSpace
        return (Mismatch(at: "returned value", expected: Array(trimmed.utf8), got: shown), shown)
    }

    /// The bytes of the value in `{"result": VALUE}`.
    private static func valueBytes(_ envelope: Data) -> Data {
        let prefix = Data("{\"result\": ".utf8)
        return envelope.starts(with: prefix) ? Data(envelope.dropFirst(prefix.count).dropLast()) : envelope
    }
}

extension String {
    /// Without the white space around it.
    fileprivate var trimmingSpace: Substring {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
