import Evaluation
import FoundationEssentials
import Judging
import Models
import Orchestration
import Problems

/// The models a command asks, with the record of what they answered; the local model's server ends with the command.
struct ModelDesk {
    private let plan: SolvePlan
    private let orchestrator: any ChatModel
    private let solver: any ChatModel
    /// The models of the pool, in its order; empty without one.
    private let pool: [any ChatModel]
    private let prompts: Prompts
    /// Where answers are kept and who pays for them; nil for a replay.
    private let books: (store: CallStore?, purse: Purse)?
    private let judgements: JudgementStore?
    private let isReplay: Bool
    /// The evaluation that takes note of what servers call the models; nil for a single solution.
    private let run: EvalRun?

    /// Opens the desk for the time of `work`, and closes it whatever happens.
    ///
    /// Of `calls` at most so many are under way at once, nil for no limit; `run` takes note of the models' versions. A record
    /// that is replayed for `problem`, nil for several, is refused at once where it holds others alone.
    static func open<Result>(
        _ plan: SolvePlan, catalog: ModelCatalog, record: String?, replay: String?, caps: Purse.Caps = Purse.Caps(),
        replayed problem: Problem? = nil, calls: Int? = nil, run: EvalRun? = nil,
        _ work: (ModelDesk) async throws -> Result
    ) async throws -> Result {
        if let replay {
            let store = try CallStore(directory: replay, isReadOnly: true)
            if let problem { try check(store, holds: problem) }
            func replayed(_ name: String, _ use: ModelUse?) -> ReplayModel {
                ReplayModel(name: name, store: store, prefersTools: use?.prefersTools, extra: use?.extra ?? [:])
            }
            return try await work(
                ModelDesk(
                    plan: plan, orchestrator: replayed(plan.model, plan.orchestratorUse),
                    solver: replayed(plan.solver, plan.solverUse),
                    pool: (plan.pool ?? []).map { replayed($0.name, $0.use) }, prompts: try plan.prompts(), books: nil,
                    judgements: JudgementStore(directory: "\(replay)/judgements"), isReplay: true, run: nil))
        }
        let server = LocalServerSlot()
        do {
            let result = try await work(try await live(plan, catalog, record, caps, calls, run, server))
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Checks, before anything is waited for, that each model has an address, a key and the price that a cap needs; nothing
    /// is started or sent.
    static func check(_ plan: SolvePlan, _ catalog: ModelCatalog, _ caps: Purse.Caps) throws {
        try checkPrices(plan, catalog, caps)
        for name in [plan.model] + plan.solvers {
            let server = try ModelServer(
                of: try catalog.configuration(name), in: ProcessInfo.processInfo.environment)
            if server.isLocal { try LocalModelServer.check() } else { _ = try server.address() }
            if let variable = server.missingKey { throw ModelError.keyMissing(variable: variable) }
        }
    }

    private static func checkPrices(
        _ plan: SolvePlan, _ catalog: ModelCatalog, _ caps: Purse.Caps
    ) throws(UsageError) {
        guard caps.needsPrices else { return }
        let prices = catalog.prices
        for name in [plan.model] + plan.solvers where prices.price(of: name) == nil {
            throw UsageError(
                "\(caps.costOption): no price is known for \"\(name)\"; add it to the models file, or give "
                    + "--max-tokens")
        }
    }

    /// A problem goes by its id in all that is recorded of it.
    private static func check(_ store: CallStore, holds problem: Problem) throws {
        let recorded = Set(try store.recordedCalls().compactMap(\.purpose))
        guard !recorded.isEmpty, !recorded.contains(problem.id) else { return }
        var names = recorded.sorted().prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
        if recorded.count > 3 { names += " and \(recorded.count - 3) more" }
        throw UsageError(
            "\(store.directory): this record is of \(names), not of \"\(problem.id)\"; give what was recorded, under its "
                + "name")
    }

    private static func live(
        _ plan: SolvePlan, _ catalog: ModelCatalog, _ record: String?, _ caps: Purse.Caps,
        _ calls: Int?, _ run: EvalRun?, _ server: LocalServerSlot
    ) async throws -> ModelDesk {
        let store = try record.map { folder throws(ModelError) in try CallStore(directory: folder) }
        try checkPrices(plan, catalog, caps)
        let purse = try Purse(caps, prices: catalog.prices, store: store)
        let permits = calls.map(Permits.init)
        func limited(_ name: String) async throws -> any ChatModel {
            let client = try await client(name, catalog, server)
            return permits.map { LimitedModel(client, permits: $0) } ?? client
        }
        let orchestrator = try await limited(plan.model)
        let solver = plan.solver == plan.model ? orchestrator : try await limited(plan.solver)
        var pool: [any ChatModel] = []
        for name in plan.pool?.map(\.name) ?? [] {
            pool.append(name == plan.model ? orchestrator : name == plan.solver ? solver : try await limited(name))
        }
        return ModelDesk(
            plan: plan, orchestrator: orchestrator, solver: solver, pool: pool, prompts: try plan.prompts(),
            books: (store, purse), judgements: record.map { JudgementStore(directory: "\($0)/judgements") },
            isReplay: false, run: run)
    }

    /// A model as one problem's calls meet it: paid for, and recorded.
    private func model(_ model: any ChatModel, for problem: Problem) -> any ChatModel {
        guard let books else { return model }
        let metered = books.purse.metered(model, problem: problem.id)
        guard let store = books.store else { return metered }
        let recorded = RecordingModel(wrapping: metered, store: store, purpose: problem.id)
        return run.map { NotedModel(recorded, run: $0) } ?? recorded
    }

    /// The client of a model, with keys from the environment; `local` starts its server.
    static func client(
        _ name: String, _ catalog: ModelCatalog, _ server: LocalServerSlot
    ) async throws(ModelError) -> any ChatModel {
        let factory = ModelFactory(
            environment: ProcessInfo.processInfo.environment, catalog: catalog,
            local: { () async throws(ModelError) in try await server.url() })
        return try await factory.make(name)
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
        let orchestrator = model(orchestrator, for: problem)
        let solver = plan.solver == plan.model ? orchestrator : model(solver, for: problem)
        var task = SolveTask(
            problem: problem, language: language, orchestrator: orchestrator,
            solver: solver, judge: judge,
            budget: SolveBudget(
                maxExplores: plan.maxExplores, firstExplores: plan.firstExplores ?? 0, patience: plan.patience),
            temperature: plan.temperature,
            actionProtocol: plan.actions, sampleBase: sampleBase + (plan.sample ?? 0) * (plan.maxExplores + 1),
            prompts: prompts, events: events)
        task.effort = plan.orchestratorUse?.effort
        task.solverEffort = plan.solverUse?.effort
        task.tokenLimits.keep(to: plan.orchestratorUse, plan.solverUse)
        task.probes = plan.probes ?? .off
        task.offersEffort = plan.exploreEffort ?? false
        task.offersStrategy = plan.exploreStrategy ?? false
        task.pool = zip(plan.pool ?? [], pool).map { row, client in
            let client =
                row.name == plan.model ? orchestrator : row.name == plan.solver ? solver : model(client, for: problem)
            return pooled(client, row)
        }
        return task
    }
}

extension ModelDesk {
    /// A solver with what the plan says of it.
    private func pooled(_ model: any ChatModel, _ row: SolvePlan.PoolRow) -> PooledSolver {
        var price: PriceTable.Price?
        if let input = row.inputPrice, let output = row.outputPrice {
            price = PriceTable.Price(input: input, output: output)
        }
        var solver = PooledSolver(model: model, description: row.description, price: price, effort: row.use?.effort)
        if let use = row.use {
            solver.answerTokens = use.answer(solver.answerTokens)
            solver.mostTokens = use.maxTokens
        }
        return solver
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
            return try await withTaskCancellationHandler {
                try await task.value.baseURL
            } onCancel: {
                task.cancel()
            }
        } catch let error as ModelError {
            throw error
        } catch {
            throw .localUnavailable("\(error)")
        }
    }

    /// Ends the server, if there is one.
    func stop() async {
        starting?.cancel()
        await (try? starting?.value)?.stop()
    }
}
