import Spelling
import YAMLText
import Yams

/// A YAML file whose root is a mapping, asked key by key; a wrong type is an error that names file, line and key.
///
/// Keys that nobody asks for are tolerated.
struct YAMLFile {
    let path: String
    private let root: Node.Mapping

    /// Parses a file's text; an empty one is an empty mapping.
    ///
    /// - Throws: `ProblemError.malformed`.
    init(_ text: String, path: String) throws(ProblemError) {
        self.path = path
        let node: Node?
        do {
            node = try YAMLText.root(of: text)
        } catch {
            throw .malformed(
                path: path, place: error.line.map { "line \($0)" }, found: error.found,
                expected: error.expected)
        }
        switch node {
        case .mapping(let mapping): root = mapping
        case nil: root = Node.Mapping([])
        case .scalar(let scalar)? where scalar.string.isEmpty: root = Node.Mapping([])
        case let node?:
            throw .malformed(
                path: path, place: Self.place(node), found: node.kind, expected: "keys with values")
        }
    }

    /// The keys at the root that are texts.
    var keys: [String] { Self.keys(of: root) }

    /// The keys below a key that are texts; none when it is absent or no mapping.
    func keys(below key: String) -> [String] {
        guard case .mapping(let mapping)? = try? node(key) else { return [] }
        return Self.keys(of: mapping)
    }

    private static func keys(of mapping: Node.Mapping) -> [String] {
        mapping.keys.compactMap { key in
            guard case .scalar(let scalar) = key else { return nil }
            return scalar.string
        }
    }

    /// Refuses keys that are not known.
    ///
    /// - Parameters:
    ///   - known: The keys that may be there.
    ///   - what: What has them, for the error: `a group of tests`.
    /// - Throws: `ProblemError.malformed`.
    func check(keys known: [String], of what: String) throws(ProblemError) {
        for key in keys where !known.contains(key) {
            throw .malformed(
                path: path, place: try place(key), found: "\"\(key.prefix(60))\" is no key of \(what)",
                expected: NearestName.nearest(to: key, among: known) ?? known.joined(separator: ", "))
        }
    }

    /// The mappings in a list, each asked as a file of its own; nil when the key is absent or has no value.
    ///
    /// - Throws: `ProblemError.malformed` when it is no list of mappings.
    func list(_ key: String) throws(ProblemError) -> [YAMLFile]? {
        guard let node = try node(key) else { return nil }
        guard case .sequence(let sequence) = node else { throw wrong(key, node, expected: "a list") }
        var files: [YAMLFile] = []
        for element in sequence {
            guard case .mapping(let mapping) = element else {
                throw wrong(key, element, expected: "a list of keys with values")
            }
            files.append(YAMLFile(root: mapping, path: path))
        }
        return files
    }

    private init(root: Node.Mapping, path: String) {
        self.root = root
        self.path = path
    }

    /// Where a key's value stands, such as `line 3`; nil when it is absent.
    func place(_ key: String) throws(ProblemError) -> String? { try node(key).flatMap(Self.place) }

    /// The file and the line of a key's value, such as `atlas.yaml:3`; nil when it is absent.
    func location(_ key: String) throws(ProblemError) -> String? {
        try node(key)?.line.map { "\(path):\($0)" }
    }

    /// Whether a key's value has keys of its own.
    func isMapping(_ key: String) throws(ProblemError) -> Bool {
        if case .mapping? = try node(key) { true } else { false }
    }

    /// The nested keys below a key, with their texts; nil when it is absent or no mapping.
    func texts(below key: String) throws(ProblemError) -> [(key: String, text: String)]? {
        guard case .mapping(let mapping)? = try node(key) else { return nil }
        var texts: [(key: String, text: String)] = []
        for (name, value) in mapping {
            guard case .scalar(let name) = name else { continue }
            guard case .scalar(let text) = value else { throw wrong("\(key).\(name.string)", value, expected: "text") }
            texts.append((name.string, text.string))
        }
        return texts
    }

    /// A text; nil when the key is absent or has no value.
    ///
    /// - Throws: `ProblemError.malformed` for a list or a mapping.
    func text(_ key: String) throws(ProblemError) -> String? {
        guard let node = try node(key) else { return nil }
        guard case .scalar(let scalar) = node else { throw wrong(key, node, expected: "text") }
        return scalar.string
    }

    /// A number in a range; nil when the key is absent or has no value.
    ///
    /// - Parameters:
    ///   - key: The key; a dot leads to nested ones.
    ///   - range: What is allowed.
    ///   - meaning: What the number is, for the error: `a number of seconds`.
    /// - Returns: The number.
    /// - Throws: `ProblemError.malformed` for anything else.
    func number(_ key: String, in range: ClosedRange<Double>, meaning: String) throws(ProblemError) -> Double? {
        guard let node = try node(key) else { return nil }
        guard case .scalar(let scalar) = node, let number = Double(scalar.string), range.contains(number) else {
            throw wrong(key, node, expected: meaning)
        }
        return number
    }

    /// Words: a text split at white space, or a list of texts; nil when the key is absent or has no value.
    ///
    /// - Throws: `ProblemError.malformed` for anything else.
    func words(_ key: String) throws(ProblemError) -> [String]? {
        switch try node(key) {
        case nil: return nil
        case .scalar(let scalar): return scalar.string.split(whereSeparator: \.isWhitespace).map(String.init)
        case .sequence(let sequence):
            var words: [String] = []
            for element in sequence {
                guard case .scalar(let scalar) = element else { throw wrong(key, element, expected: "a list of texts") }
                words.append(scalar.string)
            }
            return words
        case let node?: throw wrong(key, node, expected: "text or a list of texts")
        }
    }

    /// The error for a value that is not what the format asks for.
    func wrong(_ key: String, expected: String) throws(ProblemError) -> ProblemError {
        guard let node = try node(key) else {
            return .malformed(path: path, place: nil, found: "\"\(key)\" is missing", expected: expected)
        }
        return wrong(key, node, expected: expected)
    }

    /// The error for one word of a text or a list that is not what the format asks for.
    func wrong(_ key: String, word: String, expected: String) throws(ProblemError) -> ProblemError {
        var place = try place(key)
        if case .sequence(let sequence)? = try node(key),
            let element = sequence.first(where: { $0.scalar?.string == word })
        {
            place = Self.place(element)
        }
        return .malformed(
            path: path, place: place, found: "\"\(key)\" names \"\(word.prefix(60))\"", expected: expected)
    }

    private func wrong(_ key: String, _ node: Node, expected: String) -> ProblemError {
        .malformed(
            path: path, place: Self.place(node), found: "\"\(key)\" is \(node.kind)",
            expected: expected)
    }

    /// A key's value; a dot leads to nested keys; a key without value counts as absent.
    private func node(_ key: String) throws(ProblemError) -> Node? {
        var node = Node.mapping(root)
        var passed: [Substring] = []
        for part in key.split(separator: ".") {
            guard case .mapping(let mapping) = node else {
                throw wrong(passed.joined(separator: "."), node, expected: "keys with values")
            }
            guard let next = mapping[Node(String(part))] else { return nil }
            if next.isNull { return nil }
            passed.append(part)
            node = next
        }
        return node
    }

    private static func place(_ node: Node) -> String? { node.line.map { "line \($0)" } }
}
