import FoundationEssentials
import Glibc
import Models
import Orchestration
import Reporting
import Synchronization

/// The last lines of a terminal, drawn again and again while an evaluation goes on.
///
/// The size is asked for at each drawing, so that a window may change it at any time. Other lines are printed above.
final class LiveScreen: Sendable {
    private struct State {
        var progress: EvalProgress
        /// How wide each line is that stands there now, in columns.
        var drawn: [Int] = []
        var isOver = false
    }

    private let state: Mutex<State>
    private let start = ContinuousClock.now
    private let isColoured: Bool

    /// Starts with a progress; nothing is drawn before `run`.
    init(_ progress: EvalProgress) {
        state = Mutex(State(progress: progress))
        isColoured = ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true
    }

    /// Whether stderr is a terminal that can be drawn on.
    static var isPossible: Bool {
        StandardStreams.stderrIsTerminal && ProcessInfo.processInfo.environment["TERM"] ?? "dumb" != "dumb"
    }

    /// Draws on a screen, if there is one, while `work` goes on.
    static func run<Result>(_ screen: LiveScreen?, _ work: () async throws -> Result) async throws -> Result {
        guard let screen else { return try await work() }
        return try await screen.run(work)
    }

    /// Draws while `work` goes on; the last state stays there.
    private func run<Result>(_ work: () async throws -> Result) async throws -> Result {
        StandardStreams.live.withLock { $0 = self }
        let ticking = Task {
            // Times change without an event; five drawings a second are enough for a person.
            while !Task.isCancelled {
                draw()
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
        defer {
            ticking.cancel()
            draw()
            state.withLock { $0.isOver = true }
            StandardStreams.live.withLock { $0 = nil }
        }
        return try await work()
    }

    /// Takes note of what happened; it is shown at the next drawing.
    func update(_ change: (inout EvalProgress) -> Void) { state.withLock { change(&$0.progress) } }

    /// Prints lines above the drawing.
    func above<Result>(_ print: () throws -> Result) rethrows -> Result {
        try state.withLock { state in
            Self.put(Self.erasing(state.drawn, width: Self.size().width))
            state.drawn = []
            defer { if !state.isOver { draw(&state) } }
            return try print()
        }
    }

    private func draw() {
        state.withLock { state in
            if !state.isOver { draw(&state) }
        }
    }

    private func draw(_ state: inout State) {
        state.progress.elapsed = (ContinuousClock.now - start) / .seconds(1)
        let (width, height) = Self.size()
        let lines = ProgressText.lines(state.progress, width: width, height: height, isColoured: isColoured)
        // One write, so that nobody sees half of it. Automatic wrapping is off for its time: should the window shrink in
        // this moment, a line stays one line.
        let body = lines.map { "\($0)\u{1B}[K\n" }.joined()
        Self.put(Self.erasing(state.drawn, width: width) + "\u{1B}[?7l\(body)\u{1B}[?7h")
        state.drawn = lines.map(ProgressText.columns)
    }

    /// Goes back to the first drawn line and clears from there; a line that is wider than the window has become since
    /// takes several rows.
    private static func erasing(_ lines: [Int], width: Int) -> String {
        let rows = lines.reduce(0) { $0 + max(1, ($1 + width - 1) / width) }
        return rows == 0 ? "" : "\r\u{1B}[\(rows)A\u{1B}[J"
    }

    /// Columns and rows of the terminal.
    private static func size() -> (width: Int, height: Int) {
        var size = winsize()
        let isKnown = ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 && size.ws_row > 0
        return isKnown ? (Int(size.ws_col), Int(size.ws_row)) : (80, 24)
    }

    /// What cannot be shown is no failure.
    private static func put(_ text: String) {
        if !text.isEmpty { try? StandardStreams.writeError(Data(text.utf8)) }
    }
}

extension LiveScreen {
    /// The task with its models watched.
    func watching(_ task: SolveTask) -> SolveTask {
        func watched(_ model: any ChatModel) -> any ChatModel { WatchedModel(model) { self.update($0) } }
        var task = task
        task.orchestrator = watched(task.orchestrator)
        task.solver = watched(task.solver)
        for index in task.pool.indices { task.pool[index].model = watched(task.pool[index].model) }
        return task
    }
}
