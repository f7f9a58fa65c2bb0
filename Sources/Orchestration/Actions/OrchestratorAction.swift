/// What the orchestrator decides to do next.
enum OrchestratorAction: Equatable {
    /// Ask this many fresh solvers, at the same time, with the arguments of `ExploreArguments` that were given.
    case explore(count: Int, arguments: [String: String] = [:])
    /// Hand in a program: that of an explore, or the text, or, where a model gave both, whichever the evidence favours;
    /// with neither, that of an explore that passes.
    case submit(explore: Int?, program: String?)

    /// A count as a model wrote it, kept to what can be added up; the budget is far below.
    static func counted(_ count: Int) -> Int { min(max(count, 1), 1000) }

    /// `explore`, `explore x3`, `explore effort=high`, `submit`, `submit explore 2`.
    var summary: String {
        switch self {
        case .explore(let count, let arguments):
            (["explore"] + (count == 1 ? [] : ["x\(count)"])
                + arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\(QuotedText.line($0.value, tokens: 40))" })
                .joined(separator: " ")
        case .submit(let explore?, _): "submit explore \(explore)"
        case .submit(nil, _): "submit"
        }
    }
}

/// An orchestrator's answer, understood.
struct ReadAction: Equatable {
    var action: OrchestratorAction
    /// The text apart from the action.
    var thought: String
    /// The answer as it stays in the conversation: without what a model imagined after its action.
    var keptText: String
}

/// Why an answer holds no action that can be taken.
///
/// The reason is shown to the model and to people.
enum MalformedAction: Error, Equatable {
    case empty
    case refused
    case noAction
    case unknownAction(String)
    case noProgram
    case badArguments(tool: String)
    case noSuchExplore(Int)
    case exploreWithoutProgram(Int)
    case knownToFail(String)
    case noSuchValue(argument: String, String, known: [String])
    case cut

    /// The reason for a model that was told of tools and of no lines.
    var inTools: String {
        switch self {
        case .noAction: "no tool was called"
        case .noProgram: "submit came without an explore's number and without a program"
        default: reason
        }
    }

    var reason: String {
        switch self {
        case .empty: "the answer was empty"
        case .refused: "the model refused to answer"
        case .noAction: "there was no ACTION line"
        case .unknownAction(let name): "\"\(QuotedText.line(name, tokens: 20))\" is not an action"
        case .noProgram: "SUBMIT came without an explore's number and without a program"
        case .badArguments(let tool): "the arguments of \(tool) could not be read"
        case .noSuchExplore(let n): "there is no explore \(n)"
        case .exploreWithoutProgram(let n): "explore \(n) has no program"
        case .noSuchValue(let argument, let value, let known):
            "there is no \(argument) \"\(QuotedText.line(value, tokens: 20))\"; there is \(known.joined(separator: ", "))"
        case .knownToFail(let name): "that program is the same as \(name), which fails a public test"
        case .cut: "the answer was cut off before its action was complete: it was too long"
        }
    }
}
