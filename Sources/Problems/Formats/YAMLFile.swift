import YAMLText

/// A YAML file of a problem, or a mapping in one.
typealias YAMLFile = YAMLFields<ProblemError>

extension ProblemError: YAMLFailure {
    package init(path: String, line: Int?, detail: String) {
        self = .malformedYAML(path: path, line: line, detail: detail)
    }
}
