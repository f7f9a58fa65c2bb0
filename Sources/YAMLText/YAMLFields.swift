import Files
import FoundationEssentials
import Spelling
import Yams

/// An error that says what is wrong with a YAML file.
package protocol YAMLFailure: Error {
    /// The error for a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - line: The line that shows it, from 1; nil for what concerns the file as a whole.
    ///   - detail: What was found and what to do: `"name" is a list; expected text`.
    init(path: String, line: Int?, detail: String)
}

/// A mapping in a YAML file, asked key by key; whatever is wrong names file, line, key and what is expected.
///
/// A dot in a key leads to nested ones: `limits.memory`. A key without value counts as absent.
package struct YAMLFields<Failure: YAMLFailure> {
    private struct Field {
        let name: String
        let value: Node
        let path: String
        let line: Int?
    }

    /// The file, for messages.
    package let path: String
    /// What the mapping is about, for messages: `"fast"`; nil for the root and where nothing is to be said.
    private let owner: String?
    /// Where it begins; nil for the root.
    private let line: Int?
    private var fields: [Field]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - expected: What it is to be, where it cannot be read: `a YAML file of languages`.
    /// - Throws: `Failure`.
    package init(reading path: String, expected: String) throws(Failure) {
        let bytes: Data
        do throws(FileFailure) {
            bytes = try RegularFile.read(path)
        } catch {
            throw Failure(path: path, line: nil, detail: "\(error); expected \(expected)")
        }
        try self.init(String(decoding: bytes, as: UTF8.self), path: path)
    }

    /// Parses a file's text; an empty one has no keys.
    ///
    /// - Throws: `Failure`, also for a key that stands twice in one mapping and a root that is no mapping.
    package init(_ text: String, path: String) throws(Failure) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            let fault = YAMLSyntaxFault(error)
            throw Failure(path: path, line: fault.line, detail: "\(fault.found); expected \(fault.expected)")
        }
        guard let root, !root.isNull else {
            self.init(nil, of: nil, path: path, line: nil)
            return
        }
        guard case .mapping(let mapping) = root else {
            throw Failure(path: path, line: root.line, detail: "\(root.kind); expected keys with values")
        }
        self.init(mapping, of: nil, path: path, line: nil)
    }

    private init(_ mapping: Node.Mapping?, of owner: String?, path: String, line: Int?) {
        self.path = path
        self.owner = owner
        self.line = line
        fields = mapping.map { Self.fields(of: $0, path) } ?? []
    }

    private static func fields(of mapping: Node.Mapping, _ path: String) -> [Field] {
        mapping.map { key, value in
            Field(name: key.scalar?.string ?? "", value: value, path: path, line: key.line)
        }
    }

    /// The keys, in the order of the file.
    package var keys: [String] { fields.map(\.name) }

    /// The keys below a key; none when it is absent or no mapping.
    package func keys(below key: String) -> [String] {
        guard case .mapping(let mapping)? = try? node(key) else { return [] }
        return Self.fields(of: mapping, path).map(\.name)
    }

    /// Refuses keys that are not known.
    ///
    /// - Parameters:
    ///   - known: The keys that may be there.
    ///   - key: The key below which they stand; empty for the mapping itself.
    ///   - what: What has them, for the error: `a group of tests`; nil to name it by its key.
    /// - Throws: `Failure`, with the known key that is nearest.
    package func check(keys known: [String], below key: String = "", of what: String? = nil) throws(Failure) {
        let what = what ?? (key.isEmpty ? owner ?? "the file" : name(key))
        let given = try key.isEmpty ? fields : fields(below: key)
        for field in given where !known.contains(field.name) {
            throw Failure(
                path: field.path, line: field.line,
                detail: "\"\(field.name.prefix(60))\" is no key of \(what); "
                    + Self.remedy(for: field.name, among: known))
        }
    }

    private func fields(below key: String) throws(Failure) -> [Field] {
        guard let node = try node(key) else { return [] }
        guard case .mapping(let mapping) = node else { throw wrong(key, node, expected: "keys with values") }
        return Self.fields(of: mapping, path(of: key))
    }

    /// The mappings below a key, each under its name; none when the key is absent.
    ///
    /// - Throws: `Failure` for what is no mapping.
    package func mappings(below key: String) throws(Failure) -> [(name: String, fields: YAMLFields)] {
        var mappings: [(name: String, fields: YAMLFields)] = []
        for field in try fields(below: key) {
            guard field.value.isNull || field.value.mapping != nil else {
                throw wrong("\(key).\(field.name)", field.value, expected: "keys with values")
            }
            let fields = YAMLFields(
                field.value.mapping, of: "\"\(field.name)\"", path: field.path, line: field.value.line)
            mappings.append((field.name, fields))
        }
        return mappings
    }

    /// The mappings in a list; nil when the key is absent.
    ///
    /// - Throws: `Failure` when it is no list of mappings.
    package func list(_ key: String) throws(Failure) -> [YAMLFields]? {
        guard let node = try node(key) else { return nil }
        guard case .sequence(let sequence) = node else { throw wrong(key, node, expected: "a list") }
        var list: [YAMLFields] = []
        for element in sequence {
            guard case .mapping(let mapping) = element else {
                throw wrong(key, element, expected: "a list of keys with values")
            }
            list.append(YAMLFields(mapping, of: nil, path: path(of: key), line: element.line))
        }
        return list
    }

    /// These fields, and those of another mapping whose keys have no value here.
    package func completed(by other: YAMLFields) -> YAMLFields {
        var result = self
        result.fields.removeAll { $0.value.isNull }
        let own = Set(result.keys)
        result.fields += other.fields.filter { !own.contains($0.name) }
        return result
    }

    /// The fields but those of some keys.
    package func without(_ keys: [String]) -> YAMLFields {
        var result = self
        result.fields.removeAll { keys.contains($0.name) }
        return result
    }

    /// Where a key's value stands, such as `line 3`; nil when it is absent.
    package func place(_ key: String) throws(Failure) -> String? { try node(key)?.line.map { "line \($0)" } }

    /// The file and the line of a key's value, such as `atlas.yaml:3`; nil when it is absent.
    package func location(_ key: String) throws(Failure) -> String? {
        try node(key)?.line.map { "\(path(of: key)):\($0)" }
    }

    /// The line that a key stands on, or the one that it is nested in; nil when there is none.
    package func line(of key: String) -> Int? { field(key)?.line }

    /// Whether a key's value has keys of its own.
    package func isMapping(_ key: String) throws(Failure) -> Bool {
        if case .mapping? = try node(key) { true } else { false }
    }

    /// The nested keys below a key, with their values as they are parsed; none when it is absent.
    ///
    /// - Throws: `Failure` when it is no mapping.
    package func nodes(below key: String) throws(Failure) -> [(key: String, node: Node)] {
        try fields(below: key).map { ($0.name, $0.value) }
    }

    /// The nested keys below a key, with their texts; none when it is absent.
    ///
    /// - Throws: `Failure` when it is no mapping of texts.
    package func texts(below key: String) throws(Failure) -> [(key: String, text: String)] {
        var texts: [(key: String, text: String)] = []
        for (name, node) in try nodes(below: key) {
            guard case .scalar(let text) = node else { throw wrong("\(key).\(name)", node, expected: "text") }
            texts.append((name, text.string))
        }
        return texts
    }

    /// A text; nil when the key is absent.
    ///
    /// - Throws: `Failure` for a list or a mapping.
    package func text(_ key: String) throws(Failure) -> String? {
        guard let node = try node(key) else { return nil }
        guard case .scalar(let scalar) = node else { throw wrong(key, node, expected: "text") }
        return scalar.string
    }

    /// A text that is not empty; nil when the key is absent.
    ///
    /// - Throws: `Failure` for anything else.
    package func filledText(_ key: String) throws(Failure) -> String? {
        guard let text = try text(key) else { return nil }
        guard !text.isEmpty else { throw try wrong(key, expected: "text that is not empty") }
        return text
    }

    /// `true` or `false`; nil when the key is absent.
    ///
    /// - Throws: `Failure` for anything else.
    package func flag(_ key: String) throws(Failure) -> Bool? {
        guard let node = try node(key) else { return nil }
        guard case .scalar(let scalar) = node, let flag = Bool(scalar.string.lowercased()) else {
            throw wrong(key, node, expected: "true or false")
        }
        return flag
    }

    /// A whole number in a range, where `128_000` is 128000; nil when the key is absent.
    ///
    /// - Throws: `Failure` for anything else.
    package func count(_ key: String, in range: ClosedRange<Int> = 1...1_000_000_000_000) throws(Failure) -> Int? {
        guard let node = try node(key) else { return nil }
        guard case .scalar(let scalar) = node, let number = Int(scalar.string.filter { $0 != "_" }),
            range.contains(number)
        else {
            throw wrong(key, node, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A number in a range; nil when the key is absent.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - range: What is allowed.
    ///   - meaning: What the number is, for the error: `a number of seconds`.
    /// - Returns: The number.
    /// - Throws: `Failure` for anything else.
    package func number(_ key: String, in range: ClosedRange<Double>, meaning: String) throws(Failure) -> Double? {
        guard let node = try node(key) else { return nil }
        guard case .scalar(let scalar) = node, let number = Double(scalar.string), range.contains(number) else {
            throw wrong(key, node, expected: meaning)
        }
        return number
    }

    /// The texts of a list; nil when the key is absent.
    ///
    /// - Throws: `Failure` for anything else.
    package func texts(_ key: String) throws(Failure) -> [String]? {
        guard let node = try node(key) else { return nil }
        return try texts(of: key, node, expected: "a list of texts")
    }

    /// A text, or the texts of a list; nil when the key is absent.
    ///
    /// - Throws: `Failure` for anything else.
    package func textOrTexts(_ key: String) throws(Failure) -> [String]? {
        guard let node = try node(key) else { return nil }
        if case .scalar(let scalar) = node { return [scalar.string] }
        return try texts(of: key, node, expected: "text or a list of texts")
    }

    /// Words: a text split at white space, or a list of texts; nil when the key is absent.
    ///
    /// - Throws: `Failure` for anything else.
    package func words(_ key: String) throws(Failure) -> [String]? {
        guard case .scalar(let scalar)? = try node(key) else { return try textOrTexts(key) }
        return scalar.string.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private func texts(of key: String, _ node: Node, expected: String) throws(Failure) -> [String] {
        guard case .sequence(let sequence) = node else { throw wrong(key, node, expected: expected) }
        var texts: [String] = []
        for element in sequence {
            guard case .scalar(let scalar) = element else { throw wrong(key, element, expected: "a list of texts") }
            texts.append(scalar.string)
        }
        return texts
    }

    /// The error for a value that is not what is asked for, or is missing.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - found: What the value is, where it is not to be shown as it stands.
    ///   - expected: What is asked for.
    /// - Returns: The error.
    /// - Throws: `Failure`, where the key stands below something that has no keys.
    package func wrong(_ key: String, is found: String? = nil, expected: String) throws(Failure) -> Failure {
        let value = try node(key)
        let parent = try node(key.split(separator: ".").dropLast().joined(separator: "."))
        return failure(
            key, value?.line ?? parent?.line ?? line(of: key) ?? line, "is \(found ?? value?.kind ?? "missing")",
            "expected \(expected)")
    }

    /// The error for a text that is none of those that are known.
    ///
    /// - Throws: As `wrong(_:is:expected:)`.
    package func wrong(_ key: String, among known: [String]) throws(Failure) -> Failure {
        guard let value = try node(key) else {
            return try wrong(key, expected: known.joined(separator: ", "))
        }
        return failure(
            key, value.line, "is \(value.kind)", Self.remedy(for: value.scalar?.string ?? "", among: known))
    }

    /// The error for one word of a text or a list that is not what is asked for.
    ///
    /// - Throws: As `wrong(_:is:expected:)`.
    package func wrong(_ key: String, word: String, expected: String) throws(Failure) -> Failure {
        let value = try node(key)
        let element = value?.sequence?.first { $0.scalar?.string == word }
        return failure(key, (element ?? value)?.line, "names \"\(word.prefix(60))\"", "expected \(expected)")
    }

    private func wrong(_ key: String, _ node: Node, expected: String) -> Failure {
        failure(key, node.line, "is \(node.kind)", "expected \(expected)")
    }

    private func failure(_ key: String, _ line: Int?, _ found: String, _ remedy: String) -> Failure {
        Failure(path: path(of: key), line: line, detail: "\(name(key)) \(found); \(remedy)")
    }

    /// A key for messages: `"limits.memory"`, `"price.input" of "fast"`.
    private func name(_ key: String) -> String { "\"\(key)\"" + (owner.map { " of \($0)" } ?? "") }

    private static func remedy(for name: String, among known: [String]) -> String {
        if let near = NearestName.nearest(to: name, among: known) { return "did you mean \"\(near)\"?" }
        return "expected \(known.isEmpty ? "none" : known.joined(separator: ", "))"
    }

    /// The field of a key, or the one that it is nested in.
    private func field(_ key: String) -> Field? {
        let root = key.prefix { $0 != "." }
        return fields.first { $0.name == root }
    }

    /// The file that a key came from.
    private func path(of key: String) -> String { field(key)?.path ?? path }

    private func node(_ key: String) throws(Failure) -> Node? {
        guard var node = field(key)?.value else { return nil }
        let parts = key.split(separator: ".").map(String.init)
        for (index, part) in parts.dropFirst().enumerated() {
            if node.isNull { return nil }
            guard case .mapping(let mapping) = node else {
                throw wrong(parts[...index].joined(separator: "."), node, expected: "keys with values")
            }
            guard let next = mapping.first(where: { $0.key.scalar?.string == part })?.value else { return nil }
            node = next
        }
        return node.isNull ? nil : node
    }
}
