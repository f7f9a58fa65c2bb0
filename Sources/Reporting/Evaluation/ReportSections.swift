import Evaluation
import Spelling

extension EvaluationReport {
    /// The tables of the report, in order; those that have nothing to say are left out.
    var sections: [ReportSection] {
        let sections = [
            runsSection, passSection, groupSection("By difficulty", "difficulty", \.byDifficulty),
            groupSection("By platform", "platform", \.byPlatform), groupSection("By month", "month", \.byMonth),
            cutoffSection, errataSection, resourceSection, stopSection, exploreSection, endingSection,
        ]
        // A column that tells runs apart says nothing of one run.
        let shown = sections.filter { !$0.rows.isEmpty }.map { section in
            runs.count == 1 && section.headings.first == "run" && section.title != "Runs"
                ? section.without(column: 0) : section
        }
        return shown
            + comparisons.enumerated().flatMap { index, comparison in
                ComparisonReport(comparison, first: runs[0].label, second: runs[index + 1].label).sections
            } + [fingerprintSection]
    }

    private var runsSection: ReportSection {
        let rows = runs.map { item in
            let figures = item.figures
            return [
                item.label, item.run.fingerprint.settings.method, item.run.fingerprint.settings.model,
                Figure.percent(figures.all.passAt1?.value), Figure.interval(figures.all.passAt1?.interval),
                "\(figures.all.problems)", "\(figures.all.samples)", "\(figures.all.acceptedSamples)",
                "\(count(of: .machine, in: item))", "\(count(of: .cap, in: item))",
            ]
        }
        let section = ReportSection(
            "Runs",
            [
                "run", "method", "model", "pass@1", "95 % interval", "problems", "samples", "accepted", "failed",
                "not asked",
            ], words: [0, 1, 2], rows: rows, note: runsNote)
        return runs.contains { count(of: .cap, in: $0) > 0 } ? section : section.without(column: 9)
    }

    private func count(of failure: FailureKind, in item: Run) -> Int {
        item.run.results.count { $0.failure == failure }
    }

    private var runsNote: String {
        var note = "Intervals: \(intervalMethods)."
        if runs.contains(where: { count(of: .machine, in: $0) > 0 }) {
            note += " Failed samples are the machine's or a server's fault: neither right nor wrong, and in no score."
        }
        if runs.contains(where: { count(of: .cap, in: $0) > 0 }) {
            note += " Of samples not asked the problem's cap allows no call: neither right nor wrong, and in no score."
        }
        for item in runs where item.run.missingSamples > 0 {
            let missing = item.run.missingSamples.counted("sample is", "samples are")
            note += " \(item.label) is not finished: \(missing) missing."
        }
        return note
    }

    private var intervalMethods: String {
        let isSingle = runs.allSatisfy { $0.figures.all.passAt1?.method == .wilson }
        return isSingle ? "Wilson's" : "bootstrap over problems, 10000 resamples"
    }

    private var passSection: ReportSection {
        let rows = runs.filter { $0.figures.all.passAtK.count > 1 }.flatMap { item in
            item.figures.all.passAtK.map { figure -> [String] in
                let majority = item.figures.majorityAtK.first { $0.k == figure.k }?.estimate
                return [
                    item.label, "\(figure.k)", Figure.percent(figure.estimate.value),
                    Figure.interval(figure.estimate.interval), Figure.percent(majority?.value),
                    Figure.interval(majority?.interval), "\(figure.estimate.problems)",
                ]
            }
        }
        let unknown = runs.filter { $0.figures.all.passAtK.count > 1 && $0.figures.majorityAtK.isEmpty }
        var note =
            "majority@k: one of k samples is handed in, chosen by the public tests and the most frequent program."
        if !unknown.isEmpty {
            note +=
                " Not known until atlas regrade --apply: which programs of "
                + "\(unknown.map(\.label).joined(separator: ", ")) pass the public tests."
        }
        return ReportSection(
            "pass@k and majority@k",
            ["run", "k", "pass@k", "95 % interval", "majority@k", "95 % interval", "problems"], rows: rows, note: note)
    }

    private func groupSection(
        _ title: String, _ heading: String, _ groups: (EvalFigures) -> [GroupFigures]
    ) -> ReportSection {
        let rows = runs.flatMap { item in groups(item.figures).map { [item.label] + Figure.cells($0) } }
        let hasMore = runs.contains { $0.figures.all.passAtK.count > 1 }
        let section = ReportSection(
            title, ["run", heading, "problems", "samples", "accepted", "pass@1", "95 % interval", "pass@k, largest k"],
            words: [0, 1], rows: rows)
        return hasMore ? section : section.without(column: 7)
    }

    private var cutoffSection: ReportSection {
        let rows = runs.flatMap { item -> [[String]] in
            guard let cutoff = item.figures.cutoff else { return [] }
            func cells(_ group: GroupFigures) -> [String] {
                [
                    item.label, group.name, "\(group.problems)", Figure.percent(group.passAt1?.value),
                    Figure.interval(group.passAt1?.interval),
                ]
            }
            let difference = cutoff.difference.map { difference -> [String] in
                [
                    item.label, "difference", "\(difference.problems)", Figure.signed(difference.value),
                    Figure.signedInterval(difference.interval),
                ]
            }
            return [cells(cutoff.before), cells(cutoff.after), difference].compactMap { $0 }
        }
        return ReportSection(
            "Before and after the cut-off", ["run", "contest date", "problems", "pass@1", "95 % interval"],
            words: [0, 1], rows: rows,
            note: "A model may have seen problems from before its cut-off. A lower score from then on is a sign of it, "
                + "no proof: problems differ.")
    }

    private var errataSection: ReportSection {
        let rows = runs.flatMap { item -> [[String]] in
            guard let errata = item.figures.errata else { return [] }
            let lists: [(name: String, problems: [String])] = [
                ("changed", errata.changed), ("excluded", errata.excluded),
                ("not known until atlas regrade --apply", errata.unchecked),
            ]
            let differences = lists.filter { !$0.problems.isEmpty }.map { list in
                "\(list.name): \(list.problems.joined(separator: ", "))"
            }
            return [
                [
                    item.label, "official", "\(errata.official.problems)", Figure.percent(errata.official.value),
                    Figure.interval(errata.official.interval), "",
                ],
                [
                    item.label, "corrected", errata.unchecked.isEmpty ? "\(errata.corrected?.problems ?? 0)" : "",
                    Figure.percent(errata.corrected?.value), Figure.interval(errata.corrected?.interval),
                    differences.joined(separator: "; "),
                ],
            ]
        }
        return ReportSection(
            "Official and corrected score",
            ["run", "score", "problems", "pass@1", "95 % interval", "what differs"], words: [0, 1, 5], rows: rows,
            note:
                "Corrected: with checkers where a problem has several right answers, and without problems whose tests "
                + "are wrong.")
    }

    private var resourceSection: ReportSection {
        let rows = runs.flatMap { item in
            let resources = item.figures.resources
            let uses: [(String, ResourceUse?)] = [
                ("sample", resources.perSample), ("problem", resources.perProblem),
                ("accepted problem", resources.perAcceptedProblem), ("in all", resources.total),
            ]
            return uses.compactMap { name, use in
                use.map { [item.label, name] + Figure.cells($0, isTotal: name == "in all") }
            }
        }
        return ReportSection(
            "What it took", ["run", "for each", "calls", "tokens in", "tokens out", "cost", "seconds of calls"],
            words: [0, 1], rows: rows)
    }

    private var stopSection: ReportSection {
        let rows = runs.flatMap { item in
            item.figures.stops.reasons.map { reason in
                [
                    item.label, reason.reason.rawValue, "\(reason.samples)", "\(reason.accepted)",
                    Figure.percent(Double(reason.accepted) / Double(reason.samples)), reason.reason.explanation,
                ]
            }
        }
        return ReportSection(
            "Why samples stopped", ["run", "reason", "samples", "accepted", "share", "which means"], words: [0, 1, 5],
            rows: rows)
    }

    private var exploreSection: ReportSection {
        let rows = runs.flatMap { item in
            item.figures.stops.explores.filter { $0.samples > 0 }.map { row in
                [
                    item.label, "\(row.explores)", "\(row.samples)", "\(row.accepted)",
                    Figure.percent(Double(row.accepted) / Double(row.samples)),
                ]
            }
        }
        return ReportSection(
            "Explores for a sample", ["run", "explores", "samples", "accepted", "share"], rows: rows)
    }

    private var endingSection: ReportSection {
        let rows = runs.flatMap { item in
            item.figures.endings.map { ending in
                [
                    item.label, ending.name, "\(ending.samples)",
                    Figure.percent(Double(ending.samples) / Double(item.run.results.count)),
                ]
            }
        }
        return ReportSection("Verdicts", ["run", "verdict", "samples", "share"], words: [0, 1], rows: rows)
    }

    private var fingerprintSection: ReportSection {
        ReportSection(
            "What the figures depend on", ["run", "what", "value"], words: [0, 1, 2],
            rows: runs.flatMap { item in item.dependencies.map { [item.label, $0.name, $0.value] } })
    }
}

extension EvaluationReport.Run {
    /// The fingerprint, a line each.
    var dependencies: [(name: String, value: String)] {
        let fingerprint = run.fingerprint
        let settings = fingerprint.settings
        let lines: [(String, String)] = [
            ("fingerprint", fingerprint.hash), ("data set", settings.datasetText),
            ("scenario", settings.scenario.rawValue), ("method", settings.method), ("model", settings.model),
            ("solvers", settings.solvers.joined(separator: ", ")),
            (
                "versions told by servers",
                fingerprint.models.map { "\($0.name): \($0.version)" }.joined(separator: ", ")
            ),
            ("prompts", "\(settings.promptStyle), \(settings.prompts)"), ("language", settings.language),
            ("samples", "\(settings.samples)"), ("seed", "\(settings.seed)"),
            ("temperature", settings.temperature.map { "\($0)" } ?? "the server's default"),
            ("rows of the models file", settings.rows),
            ("imported from", settings.imported.map { "a file, SHA-256 \($0)" } ?? ""),
            ("explores at most", "\(settings.maxExplores)"),
            ("explores before the first turn", settings.firstExplores.map { "\($0)" } ?? ""),
            ("explores in vain before none is made", settings.patience.map { "\($0)" } ?? ""),
            ("explore takes", settings.exploreArguments),
            ("probes", settings.probes?.rawValue ?? ""), ("limits", settings.limits.text),
            ("atlas", fingerprint.atlas.joined(separator: ", ")),
            ("toolchains", fingerprint.toolchains.joined(separator: ", ")),
            ("machines", fingerprint.hosts.map(\.text).joined(separator: "; ")),
        ]
        return lines.filter { !$0.1.isEmpty }.map { (name: $0.0, value: TerminalText.line($0.1)) }
    }
}

extension EvalSettings {
    /// What the models file says of each model; empty for nothing.
    fileprivate var rows: String {
        (modelRows ?? []).map { "\($0.name): \($0.text)" }.joined(separator: "; ")
    }

    /// The arguments of `explore` that options added, in words; empty for none.
    fileprivate var exploreArguments: String {
        [(exploreEffort, "effort"), (exploreStrategy, "an instruction")].filter { $0.0 == true }.map(\.1)
            .joined(separator: ", ")
    }
}
