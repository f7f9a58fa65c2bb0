import FoundationEssentials
import Judging
import Models
import Orchestration
import Problems

/// The models a command asks, with the record of what they answered; the local model's server ends with the command.
struct ModelDesk {
    private let options: SolvingOptions
    private let orchestrator: any ChatModel
    private let solver: any ChatModel
    private let judgements: JudgementStore?
    private let isReplay: Bool

    /// Opens the desk for the time of `work`, and closes it whatever happens.
    static func open<Result>(
        _ options: SolvingOptions, record: String?, replay: String?, _ work: (ModelDesk) async throws -> Result
    ) async throws -> Result {
        if let replay {
            let store = try CallStore(reading: "\(replay)/calls")
            return try await work(
                ModelDesk(
                    options: options, orchestrator: try ReplayModel(name: options.model, store: store),
                    solver: try ReplayModel(name: options.solverModel, store: store),
                    judgements: JudgementStore(directory: "\(replay)/judgements"), isReplay: true))
        }
        let server = LocalServerSlot()
        do {
            let result = try await work(try await live(options, record, server))
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    private static func live(
        _ options: SolvingOptions, _ record: String?, _ server: LocalServerSlot
    ) async throws -> ModelDesk {
        let factory = ModelFactory(environment: ProcessInfo.processInfo.environment, local: { () async throws(ModelError) in
            try await server.url()
        })
        let store = try record.map { folder throws(ModelError) in try CallStore(directory: "\(folder)/calls") }
        func model(_ name: String) async throws(ModelError) -> any ChatModel {
            let model = try await factory.make(name)
            guard let store else { return model }
            return RecordingModel(wrapping: model, store: store)
        }
        let orchestrator = try await model(options.model)
        let solver = options.solver == nil ? orchestrator : try await model(options.solverModel)
        return ModelDesk(
            options: options, orchestrator: orchestrator, solver: solver,
            judgements: record.map { JudgementStore(directory: "\($0)/judgements") }, isReplay: false)
    }

    /// The task of solving one problem at this desk.
    func task(
        problem: Problem, language: Language, workshop: Workshop, sampleBase: Int = 0,
        events: @escaping @Sendable (SolveEvent) -> Void = { _ in }
    ) -> SolveTask {
        let judge =
            if isReplay, let judgements {
                CandidateJudge(replaying: judgements)
            } else {
                CandidateJudge(judge: workshop.judge, builder: workshop.builder, recordingTo: judgements)
            }
        return SolveTask(
            problem: problem, language: language, orchestrator: orchestrator, solver: solver, judge: judge,
            budget: SolveBudget(maxExplores: options.maxExplores), temperature: options.temperature,
            actionProtocol: options.actions, sampleBase: sampleBase, events: events)
    }
}

/// The local model's server: started when a model named `local` is first asked for, and once.
actor LocalServerSlot {
    private var starting: Task<LocalModelServer, any Error>?

    /// The base URL of the server.
    func url() async throws(ModelError) -> String {
        let task = starting ?? Task { try await LocalModelServer.start(log: StandardStreams.tell) }
        starting = task
        do {
            return try await task.value.baseURL
        } catch let error as ModelError {
            throw error
        } catch {
            throw .localUnavailable("\(error)")
        }
    }

    /// Ends the server, if there is one.
    func stop() async { await (try? starting?.value)?.stop() }
}
