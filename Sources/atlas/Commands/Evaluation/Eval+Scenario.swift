import Evaluation
import Judging
import Models
import Orchestration
import Problems

extension Eval {
    /// Makes a plan one of a single call in Python, which is all that the official prompts know.
    func keepToOfficial(_ plan: inout SolvePlan) throws {
        let cause =
            scenario.scenario == .codeGeneration ? "--prompt-style lcb" : "--scenario \(scenario.scenario.rawValue)"
        if let method = solving.method, method != "single" {
            throw UsageError("--method \(method): \(cause) is one call a sample; expected single")
        }
        guard plan.language == "python" else {
            throw UsageError("--language \(plan.language): \(cause) asks for Python; expected python")
        }
        guard plan.solver == plan.model else {
            throw UsageError("--solver: \(cause) asks one model; name it with --model")
        }
        if scenario.scenario == .selfRepair, samples != 1 {
            throw UsageError("--samples: of selfrepair there is one for each of the --programs")
        }
        if solving.prompts != nil {
            throw UsageError("--prompts: \(cause) has prompts of its own; leave it out")
        }
        plan.method = "single"
        try MethodOption.check(solving, method: plan.method)
    }

    /// The settings of a run that asks as LiveCodeBench's harness does.
    func settings(_ plan: SolvePlan, _ questions: OfficialQuestions) -> EvalSettings {
        EvalSettings(
            dataset: questions.digest, datasetName: questions.name, release: questions.release,
            scenario: scenario.scenario, promptStyle: scenario.styleName, method: plan.method, model: plan.model,
            solvers: [plan.solver], language: plan.language, prompts: questions.prompts,
            maxExplores: plan.maxExplores, actions: plan.actions, samples: questions.samples ?? samples, seed: seed,
            temperature: plan.temperature, effort: plan.orchestratorUse?.effort, solverEffort: plan.solverUse?.effort,
            modelRows: plan.modelRows, problemCaps: problemSpending.caps.isEmpty ? nil : problemSpending.caps,
            shard: selection.part)
    }

    /// Asks the questions that have no answer yet.
    func ask(
        _ items: [ScenarioItem], _ run: EvalRun, _ plan: SolvePlan, _ catalog: ModelCatalog, _ language: Language,
        _ workshop: Workshop
    ) async throws {
        try await withDesk(items, run, plan, catalog, workshop) { desk, screen in
            let evaluator = ScenarioEvaluator(run: run, judge: workshop.judge, prices: catalog.prices) { id in
                // Only who is asked and how long the answer may be: the prompt is the scenario's own.
                let task = desk.task(
                    problem: Problem(id: id, title: id, statement: ""), language: language, workshop: workshop)
                return ((screen?.watching(task) ?? task).solver, task.longestSolverAnswer)
            }
            try await evaluator.evaluate(items, onlyFailed: retryFailed, concurrency: concurrency + jobs.count) {
                try report($0, screen)
            }
        }
    }
}
