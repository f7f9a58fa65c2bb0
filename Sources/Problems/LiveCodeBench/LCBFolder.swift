/// One LiveCodeBench record in a folder of its own: `problem.jsonl`, and labelled `submissions/` if there are any.
///
/// The form in which functional problems are bundled. The problem's id is the record's `question_id`.
enum LCBFolder: ProblemFormat {
    static func recognises(_ folder: PackageFolder) throws(ProblemError) -> Bool {
        try folder.kind("problem.jsonl") == .file
    }

    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem {
        let path = folder.path("problem.jsonl")
        let record: LCBRecord
        do {
            record = try LCBFile(path: path).onlyRecord()
        } catch .recordNotNamed {
            throw .malformed(path: path, place: nil, found: "more than one record", expected: "one")
        }
        var problem = try record.problem()
        problem.submissions = try SubmissionLabels.submissions(in: folder)
        return problem
    }
}
