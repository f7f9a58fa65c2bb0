/// How a problem package's outputs are compared.
///
/// Source: ICPC problem package format, "Output Validators" and "Default Output Validator Specification".
struct ICPCValidation {
    private let package: PackageFolder
    private let manifest: ICPCManifest
    /// The problem's own validator; nil for the default one.
    private let validator: JudgeProgram?

    /// Finds the validator.
    ///
    /// - Throws: `ProblemError.malformed` when there should be one; `.unsupported`.
    init(package: PackageFolder, manifest: ICPCManifest) throws(ProblemError) {
        self.package = package
        self.manifest = manifest
        validator = try Self.validator(package, manifest)
        if validator == nil, !manifest.traits.isDisjoint(with: [.interactive, .multiPass]) {
            throw .malformed(
                path: package.path("problem.yaml"), place: nil,
                found: "an interactive or multi-pass problem without output validator",
                expected: "its source in output_validator/ or output_validators/")
        }
    }

    /// Whether a candidate talks to the validator.
    var isInteractive: Bool { manifest.traits.contains(.interactive) }

    /// The program that a candidate talks to; nil unless the problem is interactive.
    func interactor(flags: [String]) -> JudgeProgram? {
        guard isInteractive, var interactor = validator else { return nil }
        interactor.arguments = manifest.validatorFlags + flags
        return interactor
    }

    /// The comparison for tests with these flags of their group.
    ///
    /// The default validator ignores case unless told `case_sensitive`, as the format has it.
    ///
    /// - Throws: `ProblemError.malformed`.
    func comparison(flags: [String]) throws(ProblemError) -> Comparison {
        if manifest.traits.contains(.interactive) { return .interactor }
        guard var validator else { return .tokens(try rule(manifest.validatorFlags + flags)) }
        validator.arguments = manifest.validatorFlags + flags
        return .checker(validator)
    }

    /// The rule that the default validator's flags describe.
    private func rule(_ flags: [String]) throws(ProblemError) -> TokenRule {
        var rule = TokenRule(caseSensitive: false)
        var words = flags.makeIterator()
        while let flag = words.next() {
            switch flag {
            case "case_sensitive": rule.caseSensitive = true
            case "space_change_sensitive": rule.spaceSensitive = true
            case "float_absolute_tolerance": rule.absoluteTolerance = try tolerance(flag, words.next())
            case "float_relative_tolerance": rule.relativeTolerance = try tolerance(flag, words.next())
            case "float_tolerance":
                rule.absoluteTolerance = try tolerance(flag, words.next())
                rule.relativeTolerance = rule.absoluteTolerance
            default:
                throw malformedFlags(
                    "\"\(flag)\"",
                    "case_sensitive, space_change_sensitive, float_tolerance, float_absolute_tolerance "
                        + "or float_relative_tolerance")
            }
        }
        return rule
    }

    private func tolerance(_ flag: String, _ word: String?) throws(ProblemError) -> Double {
        guard let word, let value = Double(word), value >= 0, value.isFinite else {
            throw malformedFlags(
                "\(flag) with \(word.map { "\"\($0)\"" } ?? "nothing") after it", "a number such as 1e-6")
        }
        return value
    }

    private func malformedFlags(_ found: String, _ expected: String) -> ProblemError {
        .malformed(
            path: package.path, place: nil, found: "the output validator's flags hold \(found)", expected: expected)
    }

    private static func validator(
        _ package: PackageFolder, _ manifest: ICPCManifest
    ) throws(ProblemError) -> JudgeProgram? {
        if manifest.hasOwnValidator == false { return nil }
        for folder in ["output_validator", "output_validators"] {
            if let program = try ProgramSources(package: package).program(in: folder, "an output validator") {
                return program
            }
        }
        guard manifest.hasOwnValidator == nil else {
            throw .malformed(
                path: package.path("problem.yaml"), place: nil,
                found: "\"validation\" is custom, but there is no validator",
                expected: "its source in output_validators/")
        }
        return nil
    }
}
