import ArgumentParser
import Files
import FoundationEssentials
import Problems
import Reporting

/// Where the problems to solve come from, in a contest: a name, a pasted statement, a file, or the browser.
struct ContestOptions: ParsableArguments {
    /// Where Competitive Companion sends problems unless told otherwise, among others.
    static let port = 10_043

    @Option(
        name: .customLong("listen"), defaultAsFlag: Self.port,
        help: ArgumentHelp(
            "Wait for problems from the browser extension Competitive Companion on this port of 127.0.0.1",
            valueName: "port"))
    var port: Int?
    @Option(
        help: ArgumentHelp(
            "Statement of a problem from Competitive Companion: a file, - for stdin, or a folder for several problems.",
            valueName: "file"), completion: .file())
    var statement: String?

    func validate() throws {
        if let port, !(1...65_535).contains(port) {
            throw ValidationError("--listen: \(port); expected a port from 1 to 65535")
        }
    }

    /// The largest statement that is read, in bytes.
    private static let largestStatement = 4 << 20

    /// Problems to solve, and what was wrong with others of their batch.
    struct Opened {
        var problems: [Problem] = []
        var faults: [any Error] = []
        /// Whether samples, limits and comparison were found in a statement, or came with its samples.
        var isFound = true
    }

    /// The problems that are meant: one, or with `--listen` a batch, of which one that cannot be solved costs itself alone.
    ///
    /// - Parameters:
    ///   - reference: What stands on the command line; nil with `--listen`.
    ///   - problems: Where named problems are found.
    /// - Returns: The problems, one or more, in the order in which they came, each with an id of its own.
    /// - Throws: `UsageError`, `ProblemError`.
    func open(_ reference: String?, _ problems: ProblemsOption) async throws -> Opened {
        guard let port else {
            guard let reference else {
                throw UsageError("the problem is missing; expected a name, a folder, a file, - or --listen")
            }
            let (problem, isFound) = try await open(reference, problems)
            return Opened(problems: [problem], isFound: isFound)
        }
        if reference != nil { throw UsageError("--listen: the problem comes from the browser; name none") }
        let received = try await CompanionListener.receive(port: UInt16(port))
        var opened = Opened()
        for (index, item) in received.enumerated() {
            do {
                let task = try item.get()
                let text = try await statementText(of: task, place: index + 1, of: received.count)
                var problem = try task.problem(statement: text)
                problem.id = Self.free(problem.id, beside: opened.problems.map(\.id))
                opened.problems.append(problem)
            } catch let error where error is ProblemError || statement.map(Paths.isFolder) == true {
                opened.faults.append(error)
            }
        }
        if opened.problems.isEmpty, let fault = opened.faults.first { throw fault }
        return opened
    }

    /// An id that is not taken: two titles may be shortened to the same.
    private static func free(_ id: String, beside taken: [String]) -> String {
        var (free, number) = (id, 1)
        while taken.contains(free) {
            number += 1
            free = "\(id)-\(number)"
        }
        return free
    }

    private func open(
        _ reference: String, _ problems: ProblemsOption
    ) async throws -> (problem: Problem, isFound: Bool) {
        let isText = Paths.isFile(reference) && [".md", ".txt"].contains { reference.hasSuffix($0) }
        let isCompanion = Paths.isFile(reference) && reference.hasSuffix(".json")
        guard reference == "-" || isText || isCompanion else {
            if statement != nil {
                throw UsageError("--statement: \(reference) has its own; it goes with a Competitive Companion file")
            }
            return (try problems.open(reference), false)
        }
        let name = reference == "-" ? "standard input" : reference
        let bytes =
            reference == "-"
            ? try await StandardStreams.readAll() : try InputFile.read(reference, atMost: CompanionTask.largestBytes)
        if isCompanion || (reference == "-" && CompanionTask.isLikely(bytes)) {
            let task = try CompanionTask(bytes, path: name)
            if reference == "-", statement == "-" {
                throw UsageError("--statement: standard input holds the problem already; name a file")
            }
            return (try task.problem(statement: try await statementText(of: task, place: 1, of: 1)), true)
        }
        if statement != nil { throw UsageError("--statement: \(name) is the statement itself") }
        let pasted = PastedStatement(try Self.text(bytes, name))
        if pasted.inputsWithoutOutput > 0 {
            StandardStreams.tell(
                "\(name): \(pasted.inputsWithoutOutput.counted("sample input")) without an output below: left out")
        }
        if let heading = pasted.unreadHeadings.first {
            StandardStreams.tell(
                "\(name): \(pasted.unreadHeadings.count.counted("heading of samples", "headings of samples")) that no sample "
                    + "could be read below (\(TerminalText.line(heading)))")
        }
        return (try pasted.problem(), true)
    }

    /// The statement from `--statement`; nil where there is none.
    private func statementText(of task: CompanionTask, place: Int, of count: Int) async throws -> String? {
        guard let statement else { return nil }
        if statement == "-" {
            guard count == 1 else {
                throw UsageError("--statement: \(count) problems came; expected a folder with a statement for each")
            }
            StandardStreams.tell("\(TerminalText.line(task.name)): paste the statement, then Ctrl-D")
            return try Self.text(try await StandardStreams.readAll(), "standard input")
        }
        var path = statement
        if Paths.isFolder(statement) {
            let names = [task.id, "\(place)"].flatMap { ["\($0).md", "\($0).txt"] }
            guard let name = names.first(where: { Paths.isFile("\(statement)/\($0)") }) else {
                throw UsageError(
                    "\(statement): no statement of \(task.id); expected \(names.joined(separator: " or "))")
            }
            path = "\(statement)/\(name)"
        } else if count > 1 {
            throw UsageError("--statement: \(count) problems came; expected a folder with a statement for each")
        }
        return try Self.text(try InputFile.read(path, atMost: Self.largestStatement), path)
    }

    private static func text(_ bytes: Data, _ name: String) throws -> String {
        guard bytes.count <= largestStatement else {
            throw UsageError("\(name): \(bytes.count) bytes; a statement has at most \(largestStatement)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw UsageError("\(name): not UTF-8; expected the statement as text")
        }
        return text
    }
}
