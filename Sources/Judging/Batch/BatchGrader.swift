import FoundationEssentials
import Problems
import Sandbox

/// Judges the lines of a batch, a few at a time, in memory that does not grow with their number.
public struct BatchGrader: Sendable {
    /// What a batch is judged with.
    public struct Settings: Sendable {
        /// Which tests of a submission are run.
        public var policy: Judge.Policy
        /// Whether results come in the order of the lines rather than as they end.
        public var keepsOrder: Bool
        /// How many submissions are under way at once.
        public var window: Int
        /// How long nothing at all may end, beyond the longest that a run may take, before what is under way is given up.
        public var patience: Duration

        /// Describes how to judge a batch.
        public init(policy: Judge.Policy, keepsOrder: Bool, window: Int, patience: Duration = .seconds(300)) {
            self.policy = policy
            self.keepsOrder = keepsOrder
            self.window = max(window, 1)
            self.patience = patience
        }
    }

    private let judge: Judge
    private let languages: LanguageTable
    private let problems: ProblemShelf
    private let settings: Settings

    /// Judges with a judge.
    ///
    /// - Parameters:
    ///   - judge: What compiles, runs and compares.
    ///   - languages: The languages that lines may name.
    ///   - problems: Where problems are found.
    ///   - settings: How to go about it.
    public init(judge: Judge, languages: LanguageTable, problems: ProblemShelf, settings: Settings) {
        self.judge = judge
        self.languages = languages
        self.problems = problems
        self.settings = settings
    }

    /// Judges lines until there are no more.
    ///
    /// A line that cannot be judged costs itself alone. What hangs beyond all limits gets the verdict `JE`; if nothing
    /// ends afterwards either, that is the error.
    ///
    /// - Parameters:
    ///   - next: Reads the next line; nil at the end. Not called again before it has returned.
    ///   - isDone: Whether there is a result of this id already: such a line is passed over.
    ///   - emit: Takes a result.
    /// - Returns: How many lines ended how.
    /// - Throws: `JudgeFailure`; `CancellationError`; what `next` and `emit` throw.
    public func run(
        next: @escaping @Sendable () async throws -> BatchLine?, isDone: (BatchRequest.ID) -> Bool,
        emit: (BatchResult) throws -> Void
    ) async throws -> BatchTally {
        let (events, sender) = AsyncStream.makeStream(of: Event.self)
        let clock = Task { [patience = settings.patience] in
            while (try? await Task.sleep(for: min(patience / 4, .seconds(5)))) != nil { sender.yield(.tick) }
        }
        var state = State(settings: settings)
        defer {
            clock.cancel()
            sender.finish()
            for task in state.underWay.values { task.cancel() }
        }
        func fill() {
            guard state.wantsLine else { return }
            state.isReading = true
            Task {
                do { sender.yield(.line(try await next())) } catch { sender.yield(.unreadable(error)) }
            }
        }
        fill()
        loop: for await event in events {
            switch event {
            case .tick:
                if try state.hasHung() { try state.giveUp(emit) }
            case .unreadable(let error): throw error
            case .line(nil):
                state.isReading = false
                state.isAtEnd = true
            case .line(let line?):
                state.isReading = false
                if let (place, request, number) = try state.take(line, isDone, emit) {
                    // As many tests at once as there are workers for this one: a full window leaves one for each.
                    let concurrency = max(1, judge.workers / (state.underWay.count + 1))
                    state.underWay[place] = Task { [hangs = state.hangs] in
                        let result = await self.result(request, line: number, concurrency, hangs)
                        sender.yield(.ended(place, result))
                    }
                }
            case .ended(let place, let result): try state.end(place, result, emit)
            }
            if state.isOver { break loop }
            fill()
        }
        try Task.checkCancellation()
        return state.tally
    }

    private enum Event: Sendable {
        case line(BatchLine?)
        case unreadable(any Error)
        /// nil when it was cancelled.
        case ended(Int, BatchResult?)
        case tick
    }

    /// Judges one submission; nil when the task is cancelled.
    private func result(
        _ request: BatchRequest, line: Int, _ concurrency: Int, _ hangs: HangWatch
    ) async -> BatchResult? {
        func faulty(_ reason: String) -> BatchResult {
            .faulty(BatchFault(reason: reason, id: request.id), line: line)
        }
        guard let language = try? languages.named(request.language) else {
            let known = languages.rows.map(\.id).joined(separator: ", ")
            return faulty("\"language\" is \"\(request.language.prefix(60))\"; expected one of \(known)")
        }
        do {
            let (problem, tests) = request.applied(to: try await problems.problem(request.problem))
            let limits = language.allowance.added(
                to: SandboxLimits(test: problem.limits, language: language.id, scale: judge.workplace.timeScale))
            hangs.begins(limits, passes: problem.passes, at: .now)
            let submission = Submission(name: problem.id, source: request.code, language: language)
            let report = try await judge.judge(
                submission, on: problem, tests: tests, policy: settings.policy, concurrency: concurrency,
                testEnded: { hangs.restart(at: .now) })
            return .judged(request, report)
        } catch is CancellationError {
            return nil
        } catch let error as ProblemError {
            return faulty("\"problem\": \(error)")
        } catch let error as JudgingError {
            return faulty("\(error)")
        } catch {
            return .judged(request, .failed(request, "\(error)"))
        }
    }

    /// What is under way, and what of it may be told.
    private struct State {
        let settings: Settings
        var tally = BatchTally()
        var isReading = false
        var isAtEnd = false
        var underWay: [Int: Task<Void, Never>] = [:]
        let hangs: HangWatch
        private var requests: [Int: BatchRequest] = [:]
        /// Results that wait for those of earlier lines.
        private var waiting: [Int: BatchResult] = [:]
        private var nextPlace = 0
        private var nextToTell = 0
        private var hasGivenUp = false
        /// Ids of the lines that were read in this run, by what little suffices to know them again.
        private var ids = IDSet()

        init(settings: Settings) {
            self.settings = settings
            hangs = HangWatch(patience: settings.patience, now: .now)
        }

        var wantsLine: Bool {
            !isReading && !isAtEnd && underWay.count < settings.window
                && nextPlace - nextToTell < settings.window * (settings.keepsOrder ? 8 : 1)
        }

        var isOver: Bool { isAtEnd && underWay.isEmpty }

        /// A line's request with its place, unless the line is settled without judging.
        mutating func take(
            _ line: BatchLine, _ isDone: (BatchRequest.ID) -> Bool, _ emit: (BatchResult) throws -> Void
        ) throws -> (place: Int, request: BatchRequest, line: Int)? {
            let (number, request) = Self.read(line)
            guard let request else { return nil }
            // What is under way has been so for longer than nothing: its time begins with it.
            if underWay.isEmpty { hangs.restart(at: .now) }
            do {
                let request = try request.get()
                guard ids.insert(request.id) else {
                    throw BatchFault(reason: "this \"id\" came before; expected one of its own", id: request.id)
                }
                if isDone(request.id) {
                    tally.skipped += 1
                    return nil
                }
                let place = begin()
                requests[place] = request
                return (place, request, number)
            } catch let fault as BatchFault {
                try tell(begin(), .faulty(fault, line: number), emit)
                return nil
            }
        }

        /// A line's number and what it asks for; nil for a blank one.
        private static func read(_ line: BatchLine) -> (Int, Result<BatchRequest, BatchFault>?) {
            switch line {
            case .tooLong(let number, let most): return (number, .failure(.tooLong(most)))
            case .text(let bytes, let number):
                if bytes.allSatisfy({ [32, 9, 13].contains($0) }) { return (number, nil) }
                return (number, Result { () throws(BatchFault) in try BatchRequest(json: bytes) })
            }
        }

        private mutating func begin() -> Int {
            defer { nextPlace += 1 }
            return nextPlace
        }

        mutating func end(_ place: Int, _ result: BatchResult?, _ emit: (BatchResult) throws -> Void) throws {
            underWay[place] = nil
            // What was given up may still end.
            guard requests.removeValue(forKey: place) != nil, let result else { return }
            hangs.restart(at: .now)
            hasGivenUp = false
            try tell(place, result, emit)
        }

        private mutating func tell(
            _ place: Int, _ result: BatchResult, _ emit: (BatchResult) throws -> Void
        ) throws {
            tally.add(result)
            guard settings.keepsOrder else {
                nextToTell += 1
                return try emit(result)
            }
            waiting[place] = result
            while let next = waiting.removeValue(forKey: nextToTell) {
                nextToTell += 1
                try emit(next)
            }
        }

        /// Whether nothing has ended for longer than all limits together allow.
        ///
        /// - Throws: `JudgeFailure` when that happens again though all was given up.
        func hasHung() throws -> Bool {
            guard !underWay.isEmpty, hangs.isOver(at: .now) else { return false }
            if hasGivenUp { throw JudgeFailure(reason: "the batch hangs: nothing ends beyond all limits") }
            return true
        }

        /// Gives up what is under way.
        mutating func giveUp(_ emit: (BatchResult) throws -> Void) throws {
            let tasks = underWay
            underWay = [:]
            for (place, task) in tasks.sorted(by: { $0.key < $1.key }) {
                task.cancel()
                guard let request = requests.removeValue(forKey: place) else { continue }
                let reason = "the grader hung: nothing ended beyond all limits"
                try tell(place, .judged(request, .failed(request, reason)), emit)
            }
            hangs.restart(at: .now)
            hasGivenUp = true
        }
    }
}

extension JudgeReport {
    /// A grader's failure before or beside judging.
    fileprivate static func failed(_ request: BatchRequest, _ reason: String) -> JudgeReport {
        JudgeReport(
            file: request.problem, language: request.language, verdict: .judgeError, tests: [], compile: nil,
            message: reason)
    }
}
