/// A program of the problem's own that takes part in judging: a checker or an interactor.
///
/// It is built and run in a sandbox of its own. Its failure (any end that its convention does not name) is the
/// grader's, never the candidate's.
public struct JudgeProgram: Sendable, Equatable {
    /// How it is called, and what its exit status says.
    public enum Convention: String, Sendable, Codable {
        /// An output validator, also of an interactive problem.
        ///
        /// `program INPUT ANSWER FEEDBACK_DIR ARGUMENTS…`, the candidate's output on its stdin; of an interactive
        /// problem its stdin and stdout are connected to the candidate's. 42 accepts, 43 rejects. It may write
        /// `judgemessage.txt`, `score.txt` (points), `score_multiplier.txt` (0 to 1) and `nextpass.in` to the
        /// feedback folder. Source: ICPC problem package format, "Output Validator".
        case icpc
        /// A program that uses testlib.
        ///
        /// A checker is called `checker INPUT OUTPUT ANSWER ARGUMENTS…`, an interactor `interactor INPUT OUTPUT ANSWER
        /// ARGUMENTS…` with the candidate on its stdin and stdout; what it writes to OUTPUT goes to the checker.
        /// 0 accepts, 1 and 2 reject, 3 is its own failure, 7 gives the points that its message begins with: of a test
        /// that is worth more, or of 1 where tests have no points, they are no accept. The message is on stderr.
        /// Source: testlib's `TResult` and its exit codes.
        case testlib
        /// As `testlib`, but the points that it gives are a percentage of the test's.
        ///
        /// Source: `treat-points-from-checker-as-percent` of Polygon's packages.
        case testlibPercent = "testlib_percent"
        /// A Python file with `def check(input, expected, output)`.
        ///
        /// The three are texts, of a functional problem values: the list of arguments, the expected and the returned
        /// value. It returns true or false, or a number from 0 to 1 (the share of the points), or a pair of one of
        /// these and a message. An exception is its own failure.
        case python

        /// Whether it is a program that uses testlib.
        public var isTestlib: Bool { self == .testlib || self == .testlibPercent }
    }

    /// The source file that is compiled or run.
    public var path: String
    /// Further files that lie beside the source when it is compiled and run, such as headers.
    public var companions: [String]
    /// How it is called.
    public var convention: Convention
    /// Further arguments (`validator_flags`).
    public var arguments: [String]

    /// Names a program.
    public init(path: String, companions: [String] = [], convention: Convention = .icpc, arguments: [String] = []) {
        self.path = path
        self.companions = companions
        self.convention = convention
        self.arguments = arguments
    }
}
