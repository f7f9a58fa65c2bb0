/// How a problem package's outputs are compared.
///
/// Source: ICPC problem package format, "Output Validators" and "Default Output Validator Specification".
struct ICPCValidation {
    let package: PackageFolder
    let manifest: ICPCManifest

    /// The comparison for all of the package's tests.
    ///
    /// The default validator ignores case unless told `case_sensitive`, as the format has it.
    ///
    /// - Parameter folders: The folders that hold tests, relative to the package.
    /// - Returns: The comparison.
    /// - Throws: `ProblemError.malformed`; `.unsupported` when folders ask for different comparisons.
    func comparison(forTestsIn folders: Set<String>) throws(ProblemError) -> Comparison {
        let flags = try manifest.validatorFlags + groupFlags(folders)
        guard let source = try validatorSource() else { return .tokens(try rule(flags)) }
        return .checker(JudgeProgram(path: source, arguments: flags))
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

    /// The validator's only source file; nil for the default validator.
    private func validatorSource() throws(ProblemError) -> String? {
        if manifest.hasOwnValidator == false { return nil }
        for folder in ["output_validator", "output_validators"] where try package.kind(folder) == .folder {
            var place = folder
            var entries = try package.entries(folder)
            if entries.count == 1, entries[0].kind == .folder {
                place += "/\(entries[0].name)"
                entries = try package.entries(place)
            }
            if entries.isEmpty { continue }
            guard entries.count == 1, entries[0].kind == .file else {
                throw .unsupported(
                    path: package.path(place), place: nil, feature: "an output validator of more than one file")
            }
            return package.path("\(place)/\(entries[0].name)")
        }
        guard manifest.hasOwnValidator == nil else {
            throw .malformed(
                path: package.path("problem.yaml"), place: nil,
                found: "\"validation\" is custom, but there is no validator",
                expected: "its source in output_validators/")
        }
        return nil
    }

    /// The flags that `testdata.yaml` or `test_group.yaml` files add: a folder's own, or its nearest parent's.
    private func groupFlags(_ folders: Set<String>) throws(ProblemError) -> [String] {
        var known: [String: [String]] = [:]
        var common: [String]?
        for folder in folders.sorted() {
            let flags = try groupFlags(of: folder, &known)
            if let common, common != flags {
                throw .unsupported(
                    path: package.path(folder), place: nil,
                    feature: "a test group with output validator flags of its own")
            }
            common = flags
        }
        return common ?? []
    }

    private func groupFlags(of folder: String, _ known: inout [String: [String]]) throws(ProblemError) -> [String] {
        if let flags = known[folder] { return flags }
        var flags: [String]?
        for name in ["test_group.yaml", "testdata.yaml"] {
            guard let text = try package.text("\(folder)/\(name)") else { continue }
            let file = try YAMLFile(text, path: package.path("\(folder)/\(name)"))
            for key in ["output_validator_flags", "output_validator_args"] {
                if let words = try file.words(key) { flags = words }
            }
        }
        if flags == nil, let slash = folder.lastIndex(of: "/") {
            flags = try groupFlags(of: String(folder[..<slash]), &known)
        }
        known[folder] = flags ?? []
        return flags ?? []
    }
}
