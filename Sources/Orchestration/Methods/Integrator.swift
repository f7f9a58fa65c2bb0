import Judging
import Models

/// A separate, stateless call that is given all results and writes the final program.
struct Integrator {
    /// The program it writes; nil where there is no usable answer.
    ///
    /// - Throws: `Workflow.Halt` at a cap; `ModelError` that would meet every call; `CancellationError`.
    func program(from flow: inout Workflow) async throws -> String? {
        let task = flow.task
        let finder = ProgramFinder(language: task.language, interface: task.problem.interface)
        let question = Question(
            role: .integrator, n: 1,
            messages: Dossier(flow: flow).messages(task.prompts.text(.integrate, flow.solver.words)),
            form: "the whole program in one ```\(task.language.fence) block"
        ) { text in
            finder.program(in: text).map { ($0.program, "program") }
        }
        return try await flow.ask(question)
    }
}
