extension Prompts {
    /// A prompt's file, without its ending.
    enum Name: String, CaseIterable {
        case argumentEffort = "argument_effort"
        case argumentSolver = "argument_solver"
        case argumentStrategy = "argument_strategy"
        case argumentsText = "arguments_text"
        case beginText = "begin_text"
        case compare
        case critique
        case critiqueGiven = "critique_given"
        case exploreTool = "explore_tool"
        case integrate
        case interfaceAsserts = "interface_asserts"
        case interfaceFunction = "interface_function"
        case interfaceStreams = "interface_streams"
        case nextText = "next_text"
        case nextTools = "next_tools"
        case orchestratorText = "orchestrator_text"
        case orchestratorTools = "orchestrator_tools"
        case probes
        case probesFunction = "probes_function"
        case probesRepair = "probes_repair"
        case probesStreams = "probes_streams"
        case problem
        case reflect
        case repair
        case repairAnswer = "repair_answer"
        case repairTools = "repair_tools"
        case revise
        case rewrite
        case score
        case select
        case selectNext = "select_next"
        case solver
        case solverPlain = "solver_plain"
        case solverReflected = "solver_reflected"
        case solverStrategy = "solver_strategy"
        case submitTool = "submit_tool"
        case testsFormFunction = "tests_form_function"
        case testsFormStreams = "tests_form_streams"
        case writeInputs = "write_inputs"
        case writeTests = "write_tests"

        /// The placeholders without which the text makes no sense, whatever it says.
        ///
        /// They stand for what a model is asked about, may choose from, or did wrong; what a text could say itself for one
        /// language or kind of problem is not among them.
        var indispensable: [String] {
            switch self {
            case .problem: ["statement"]
            case .solverStrategy: ["problem", "strategy"]
            case .solverReflected: ["problem", "notes"]
            case .rewrite, .nextTools: ["evidence"]
            case .nextText: ["evidence", "choices"]
            case .beginText, .selectNext: ["choices"]
            case .critiqueGiven: ["critique"]
            case .argumentSolver: ["solvers"]
            case .argumentsText: ["arguments"]
            case .interfaceAsserts, .interfaceFunction, .probesFunction, .testsFormFunction: ["name"]
            case .repair, .repairTools: ["reason", "choices"]
            case .repairAnswer: ["reason", "form"]
            case .revise, .probesRepair: ["reason"]
            case .argumentEffort, .argumentStrategy, .compare, .critique, .exploreTool, .integrate, .interfaceStreams,
                .orchestratorText, .orchestratorTools, .probes, .probesStreams, .reflect, .score, .select, .solver,
                .solverPlain, .submitTool, .testsFormStreams, .writeInputs, .writeTests:
                []
            }
        }

        /// The file that is part of the program.
        var bytes: [UInt8] {
            switch self {
            case .argumentEffort: PackageResources.argument_effort_md
            case .argumentSolver: PackageResources.argument_solver_md
            case .argumentStrategy: PackageResources.argument_strategy_md
            case .argumentsText: PackageResources.arguments_text_md
            case .beginText: PackageResources.begin_text_md
            case .compare: PackageResources.compare_md
            case .critique: PackageResources.critique_md
            case .critiqueGiven: PackageResources.critique_given_md
            case .exploreTool: PackageResources.explore_tool_md
            case .integrate: PackageResources.integrate_md
            case .interfaceAsserts: PackageResources.interface_asserts_md
            case .interfaceFunction: PackageResources.interface_function_md
            case .interfaceStreams: PackageResources.interface_streams_md
            case .nextText: PackageResources.next_text_md
            case .nextTools: PackageResources.next_tools_md
            case .orchestratorText: PackageResources.orchestrator_text_md
            case .orchestratorTools: PackageResources.orchestrator_tools_md
            case .probes: PackageResources.probes_md
            case .probesFunction: PackageResources.probes_function_md
            case .probesRepair: PackageResources.probes_repair_md
            case .probesStreams: PackageResources.probes_streams_md
            case .problem: PackageResources.problem_md
            case .reflect: PackageResources.reflect_md
            case .repair: PackageResources.repair_md
            case .repairAnswer: PackageResources.repair_answer_md
            case .repairTools: PackageResources.repair_tools_md
            case .revise: PackageResources.revise_md
            case .rewrite: PackageResources.rewrite_md
            case .score: PackageResources.score_md
            case .select: PackageResources.select_md
            case .selectNext: PackageResources.select_next_md
            case .solver: PackageResources.solver_md
            case .solverPlain: PackageResources.solver_plain_md
            case .solverReflected: PackageResources.solver_reflected_md
            case .solverStrategy: PackageResources.solver_strategy_md
            case .submitTool: PackageResources.submit_tool_md
            case .testsFormFunction: PackageResources.tests_form_function_md
            case .testsFormStreams: PackageResources.tests_form_streams_md
            case .writeInputs: PackageResources.write_inputs_md
            case .writeTests: PackageResources.write_tests_md
            }
        }
    }
}
