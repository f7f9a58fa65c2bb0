import Evaluation
import Models

extension EvaluationReport {
    /// The document `atlas.report/1`: figures, fingerprints, comparisons; no sample and no program.
    public func json() throws -> JSONValue {
        .object([
            "schema": .string("atlas.report/1"),
            "runs": .array(
                try runs.map { item in
                    .object([
                        "name": .string(item.run.name), "figures": try JSONValue(encoding: item.figures),
                        "fingerprint": try JSONValue(encoding: item.run.fingerprint),
                        "fingerprint_hash": .string(item.run.fingerprint.hash),
                    ])
                }),
            "comparisons": .array(try comparisons.map { try JSONValue(encoding: $0) }),
        ])
    }
}
