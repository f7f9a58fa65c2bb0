import FoundationEssentials
import Models

/// An action as a JSON object: of constrained output, of a tool call's arguments, or of a tool call written as text.
struct JSONAction {
    let verb: String
    let fields: [String: JSONValue]

    /// What the model thinks, where it says so.
    var thought: String {
        for key in ["thought", "reason", "reasoning"] {
            if case .string(let text)? = fields[key] { return text }
        }
        return ""
    }

    /// The first JSON object in a text that names an action.
    ///
    /// Braces may be nested or left open at will, so what is read for them all together is bounded.
    static func find(in text: String) -> JSONAction? {
        let bytes = Array(text.utf8)
        var start = 0
        var left = mostBytesRead
        while left > 0, let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")) {
            let end = end(ofObjectAt: open, in: bytes)
            left -= (end ?? bytes.count) - open
            if let end, let object = try? JSONDecoder().decode([String: JSONValue].self, from: Data(bytes[open..<end])),
                let action = JSONAction(object)
            {
                return action
            }
            start = open + 1
        }
        return nil
    }

    /// Some forty times the longest answer.
    private static let mostBytesRead = 4 << 20

    /// Reads `{"action": "explore"}` or `{"name": "explore", "arguments": {…}}`.
    init?(_ object: [String: JSONValue]) {
        var fields = object
        if case .object(let arguments)? = object["arguments"] { fields = arguments }
        guard case .string(let name)? = object["action"] ?? object["name"] else { return nil }
        let verb = name.lowercased()
        guard TextActionParser.exploreVerbs.contains(verb) || TextActionParser.submitVerbs.contains(verb) else {
            return nil
        }
        self.verb = verb
        self.fields = fields
    }

    /// The arguments of a native call.
    init(verb: String, arguments: [String: JSONValue]) {
        self.verb = verb
        fields = arguments
    }

    /// The action that it stands for.
    func action(
        _ finder: ProgramFinder, _ arguments: ExploreArguments
    ) -> Result<OrchestratorAction, MalformedAction> {
        if TextActionParser.exploreVerbs.contains(verb) {
            let count = OrchestratorAction.counted(integer("count") ?? 1)
            let given = fields.compactMapValues { value in if case .string(let text) = value { text } else { nil } }
            for argument in arguments.all where given[argument.name] == nil {
                if let value = fields[argument.name], value != .null { return .failure(.badArguments(tool: verb)) }
            }
            return arguments.read(given).map { .explore(count: count, arguments: $0) }
        }
        // Where every field has to be filled in, 0 and words such as "none" stand for no explore.
        let number = integer("explore")
        if let number, number < 0 { return .failure(.noSuchExplore(number)) }
        if number == nil, isNumberMeant(fields["explore"]) { return .failure(.badArguments(tool: verb)) }
        let explore = number.flatMap { $0 > 0 ? $0 : nil }
        var program: String?
        // Constrained output makes a model fill in the field: "..." is none.
        if case .string(let text)? = fields["program"], text.contains(where: \.isLetter) {
            program = finder.program(whole: text)
        }
        return .success(.submit(explore: explore, program: program))
    }

    /// Whether a field that holds no number was to hold one.
    private func isNumberMeant(_ field: JSONValue?) -> Bool {
        switch field {
        case nil, .null: false
        case .string(let text): text.contains(where: \.isNumber)
        default: true
        }
    }

    private func integer(_ key: String) -> Int? {
        switch fields[key] {
        case .int(let value): value
        case .double(let value): Int(exactly: value)
        case .string(let text): text.hasPrefix("-") ? Int(text) : Int(text.filter(\.isNumber))
        default: nil
        }
    }

    /// The place behind the object that starts at a brace, if it ends; braces within its strings do not count.
    private static func end(ofObjectAt open: Int, in bytes: [UInt8]) -> Int? {
        var depth = 0
        var isInString = false
        var isEscaped = false
        for index in open..<bytes.count {
            switch bytes[index] {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isInString: isEscaped = true
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{") where !isInString: depth += 1
            case UInt8(ascii: "}") where !isInString:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
        }
        return nil
    }
}
