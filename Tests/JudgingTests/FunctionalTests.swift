import Problems
import Testing

@testable import Judging

/// Methods of `Solution`, called by the driver in the real sandbox.
@Suite struct FunctionalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let source: String
        let verdict: Verdict
        var message: String?

        var testDescription: String { why }
    }

    private static let right = "class Solution:\n    def add(self, a, b):\n        return a + b\n"

    /// A number of another type as NumPy has them, but that it is equal to everything.
    private static let integral = """
        import numbers
        class Whole:
            def __init__(self, value): self.value = value
            def __index__(self): return self.value
            def __eq__(self, other): return True
        numbers.Integral.register(Whole)

        """

    static let rows = [
        Row(why: "a right method", source: right, verdict: .accepted),
        Row(
            why: "a function without a class, which LiveCodeBench takes too",
            source: "def add(a, b):\n    return a + b\n",
            verdict: .accepted),
        Row(
            why: "names that LiveCodeBench imports",
            source: "class Solution:\n    def add(self, a: int, b: int) -> Optional[int]:\n"
                + "        return reduce(operator.add, [a, b])\n",
            verdict: .accepted),
        Row(
            why: "what the method prints is no result",
            source: right.replacing("        return", with: "        print('{\"result\": 7}')\n        return"),
            verdict: .accepted),
        Row(
            why: "a wrong value", source: right.replacing("a + b", with: "a - b"), verdict: .wrongAnswer,
            message: "returned value: expected \"3\", got \"-1\""),
        Row(
            why: "an exception, with the submission's own line", source: right.replacing("a + b", with: "a / 0"),
            verdict: .runTimeError, message: "ZeroDivisionError"),
        Row(
            why: "a missing method", source: "class Solution:\n    pass\n", verdict: .runTimeError, message: "add"),
        Row(
            why: "a function of the same name beside the method",
            source: "def add(a):\n    return a\n" + right, verdict: .accepted),
        Row(
            why: "a function where Solution has no such method, as in LiveCodeBench",
            source: "def add(a, b):\n    return a + b\nclass Solution:\n    pass\n", verdict: .runTimeError,
            message: "the program has no function add"),
        Row(
            why: "a value that is not JSON data", source: right.replacing("a + b", with: "{a + b}"),
            verdict: .wrongAnswer,
            message: "type set"),
        Row(
            why: "a value inside that is not JSON data", source: right.replacing("a + b", with: "[[a], [{b}]]"),
            verdict: .wrongAnswer, message: "returned a value of type set in a list, which"),
        Row(
            why: "a type of a module that is not JSON data",
            source: right.replacing("a + b", with: "{'x': collections.deque([a])}"),
            verdict: .wrongAnswer, message: "returned a value of type collections.deque in a dict, which"),
        Row(
            why: "a key that JSON has not", source: right.replacing("a + b", with: "[{(a, b): 3}]"),
            verdict: .wrongAnswer, message: "returned a value of type tuple as a key of a dict, which"),
        Row(
            why: "a list that contains itself",
            source: right.replacing("return a + b", with: "x = [a, b]; x.append((x,)); return x"),
            verdict: .wrongAnswer, message: "returned a value of type list that contains itself, which"),
        Row(
            why: "a fraction that no float is",
            source: "from fractions import Fraction\n" + right.replacing("a + b", with: "Fraction(a, 3)"),
            verdict: .wrongAnswer, message: "returned a value of type fractions.Fraction, which"),
        Row(
            why: "a whole number of a library", source: integral + right.replacing("a + b", with: "Whole(a + b)"),
            verdict: .accepted),
        Row(
            why: "a wrong whole number of a library that is equal to all",
            source: integral + right.replacing("a + b", with: "Whole(a + b + 1)"), verdict: .wrongAnswer,
            message: "expected \"3\", got \"4\""),
        Row(
            why: "a whole number of a library that changes is what it was at first",
            source: integral.replacing("return self.value", with: "self.value += 1; return self.value")
                + right.replacing("a + b", with: "Whole(a + b - 1)"), verdict: .accepted),
        Row(
            why: "an index of its own that is no number of any library",
            source: "class Whole:\n    def __index__(self): return 3\n" + right.replacing("a + b", with: "Whole()"),
            verdict: .wrongAnswer, message: "returned a value of type Whole, which"),
        Row(
            why: "a whole fraction",
            source: "from fractions import Fraction\n" + right.replacing("a + b", with: "Fraction(2 * (a + b), 2)"),
            verdict: .accepted),
        Row(
            why: "a whole decimal",
            source: "from decimal import Decimal\n" + right.replacing("a + b", with: "Decimal(a + b)"),
            verdict: .accepted),
        Row(
            why: "an exit before the result", source: right.replacing("return a + b", with: "import os; os._exit(0)"),
            verdict: .wrongAnswer, message: "ended the program"),
        Row(
            why: "a result whose == is always true",
            source: "class Yes(int):\n    def __eq__(self, other): return True\n"
                + right.replacing("a + b", with: "Yes(9)"),
            verdict: .wrongAnswer, message: "expected \"3\", got \"9\""),
    ]

    @Test(arguments: rows)
    func `a method's value decides its verdict`(_ row: Row) async throws {
        let bench = try Bench()
        let report = try await bench.judge(row.source, "python", on: Bench.function)
        #expect(report.verdict == row.verdict, "\(report.message ?? "")")
        if let message = row.message { #expect(report.message?.contains(message) == true, "\(report.message ?? "")") }
    }

    @Test func `truths and floats of NumPy are those of Python`() async throws {
        var problem = Bench.function
        problem.publicTests = [Bench.test("1", .public, "1\n2", "[true, false, 0.5]")]
        let source = """
            import numbers
            def number(name, **members):
                kind = type(name, (), {"__module__": "numpy", **members})
                return kind()
            class Solution:
                def add(self, a, b):
                    half = number("float32", __float__=lambda self: 0.5, __eq__=lambda self, other: other == 0.5)
                    numbers.Real.register(type(half))
                    return [number(name, __bool__=lambda self: len(type(self).__name__) == 4) for name in ("bool", "bool_")] + [half]
            """
        let report = try await Bench().judge(source, "python", on: problem)
        #expect(report.verdict == .accepted, "\(report.message ?? "")")
    }

    @Test func `what tells of a value without JSON is not shown as the output`() async throws {
        let source = Self.right.replacing("a + b", with: "{a, b}")
        let report = try await Bench().judge(source, "python", on: Bench.function)
        #expect(report.verdict == .wrongAnswer)
        #expect(report.tests.allSatisfy { $0.actual.text.isEmpty }, "\(report.tests.map(\.actual.text))")
    }

    struct NodeRow: Sendable, CustomTestStringConvertible {
        let why: String
        let source: String
        let tests: [(input: String, expected: String)]

        var testDescription: String { why }
    }

    static let nodeRows = [
        NodeRow(
            why: "a linked list is turned round",
            source: """
                class Solution:
                    def solve(self, head: Optional[ListNode]) -> Optional[ListNode]:
                        last = None
                        while head:
                            head.next, last, head = last, head, head.next
                        return last
                """,
            tests: [("[1, 2, 3]", "[3, 2, 1]"), ("[]", "[]"), ("[5]", "[5]")]),
        NodeRow(
            why: "a list of linked lists is joined",
            source: """
                class Solution:
                    def solve(self, lists: List[Optional[ListNode]]) -> Optional[ListNode]:
                        first = last = ListNode()
                        for node in lists:
                            while node:
                                last.next = ListNode(node.val)
                                last, node = last.next, node.next
                        return first.next
                """,
            tests: [("[[1, 4], [], [2]]", "[1, 4, 2]"), ("[]", "[]")]),
        NodeRow(
            why: "a tree is mirrored, with gaps where a child is missing",
            source: """
                class Solution:
                    def solve(self, root: Optional[TreeNode]) -> Optional[TreeNode]:
                        if root:
                            root.left, root.right = self.solve(root.right), self.solve(root.left)
                        return root
                """,
            tests: [("[1, 2, 3, null, 4]", "[1, 3, 2, null, null, 4]"), ("[]", "[]"), ("[1, null, 2]", "[1, 2]")]),
        NodeRow(
            why: "a submission has nodes of its own",
            source: """
                class ListNode:
                    def __init__(self, val=0, next=None):
                        self.val, self.next = val, next

                class Solution:
                    def solve(self, head: "Optional[ListNode]") -> "Optional[ListNode]":
                        return ListNode(7, head)
                """,
            tests: [("[1]", "[7, 1]")]),
    ]

    /// Classes of nodes as submissions write them; `_` stands for the names of the links.
    static let nodeClasses = [
        "class K:\n    def __init__(self, x):\n        self.val = x\n        _ = None",
        "class K:\n    def __init__(self, *, val):\n        self.val = val\n        _ = None",
        "class K:\n    def __init__(self):\n        self.val = 0\n        _ = None",
        "class K:\n    val = 0",
        "class K:\n    __slots__ = ('val', 'next', 'left', 'right')\n    def __init__(self, x):\n"
            + "        self.val = x\n        _ = None",
        "@dataclasses.dataclass\nclass K:\n    val: int\n    F",
        "@dataclasses.dataclass(frozen=True)\nclass K:\n    val: int = 0\n    F = None",
        "class K(typing.NamedTuple):\n    val: int\n    F",
        "class K:\n    def __init__(self, *values):\n        self.val, A = values",
        "class K:\n    def __init__(self, **values):\n        self.__dict__.update(values)",
    ]

    @Test(arguments: nodeClasses, ["ListNode", "TreeNode"])
    func `nodes of a submission's own class may be made in any way`(_ definition: String, _ name: String) async throws {
        let links = name == "ListNode" ? ["next"] : ["left", "right"]
        let source = """
            import dataclasses, typing
            \(definition.replacing("K", with: name)
                .replacing("_ = None", with: links.map { "self.\($0) = None" }.joined(separator: "; "))
                .replacing("F = None", with: links.map { "\($0): object = None" }.joined(separator: "\n    "))
                .replacing("F", with: links.map { "\($0): object" }.joined(separator: "\n    "))
                .replacing("A", with: links.map { "self.\($0)" }.joined(separator: ", ")))
            class Solution:
                def add(self, node: Optional[\(name)]) -> Optional[\(name)]:
                    return node
            """
        var problem = Bench.function
        problem.publicTests = [Bench.test("1", .public, "[1, 2, 3]", "[1, 2, 3]")]
        let report = try await Bench().judge(source, "python", on: problem)
        #expect(report.verdict == .accepted, "\(report.message ?? "") \(source)")
    }

    @Test(arguments: nodeRows) func `linked lists and trees come and go as lists`(_ row: NodeRow) async throws {
        var problem = Bench.function
        problem.interface = .functional(name: "solve", starterCode: "")
        problem.publicTests = row.tests.enumerated().map { index, test in
            Bench.test("\(index)", .public, test.input, test.expected)
        }
        problem.privateTests = []
        let report = try await Bench().judge(row.source, "python", on: problem)
        #expect(report.verdict == .accepted, "\(report.tests.map { $0.message ?? "" })")
    }

    /// A submission to a problem whose starter code says what the function takes and gives.
    struct StarterRow: CustomTestStringConvertible {
        let why: String
        let language: String
        let starter: String
        let source: String
        let input: String
        let expected: String
        var testDescription: String { "\(language): \(why)" }
    }

    private static let isOrdered = "class Solution:\n    def solve(self, root: Optional[TreeNode]) -> bool:\n        "
    private static let add = "class Solution:\n    def solve(self, a: int, b: int) -> int:\n        "
    private static let turn = "class Solution:\n    def solve(self, nums: List[int]) -> None:\n        "
    private static let reverse =
        "class Solution:\n    def solve(self, head: Optional[ListNode]) -> Optional[ListNode]:\n        "

    static let starterRows = [
        StarterRow(
            why: "no annotation of its own, as LeetCode's Python 2", language: "python", starter: isOrdered,
            source: """
                class Solution(object):
                    def solve(self, root, low=float("-inf"), high=float("inf")):
                        if not root:
                            return True
                        return (low < root.val < high and self.solve(root.left, low, root.val)
                                and self.solve(root.right, root.val, high))
                """, input: "[2, 1, 3]", expected: "true"),
        StarterRow(
            why: "an empty list goes and comes without annotations", language: "python", starter: reverse,
            source: """
                class Solution:
                    def solve(self, head):
                        last = None
                        while head:
                            head.next, last, head = last, head, head.next
                        return last
                """, input: "[]", expected: "[]"),
        StarterRow(
            why: "nothing returned is the first argument, changed", language: "python", starter: turn,
            source: "class Solution:\n    def solve(self, nums):\n        nums.reverse()", input: "[1, 2]",
            expected: "[2, 1]"),
        StarterRow(
            why: "numbers of more digits than Python reads by itself", language: "python", starter: add,
            source: "class Solution:\n    def solve(self, a, b): return a + b",
            input: "1" + String(repeating: "0", count: 5000) + "\n1",
            expected: "1" + String(repeating: "0", count: 4999) + "1"),
        StarterRow(
            why: "LeetCode's comment above the class", language: "cpp", starter: isOrdered,
            source: """
                /**
                 * Definition for a binary tree node.
                 * struct TreeNode { int val; TreeNode *left; TreeNode *right; };
                 */
                // class ListNode { is not used here
                class Solution {
                public:
                    bool solve(TreeNode *root, long low = LONG_MIN, long high = LONG_MAX) {
                        if (!root) return true;
                        return root->val > low && root->val < high && solve(root->left, low, root->val)
                            && solve(root->right, root->val, high);
                    }
                };
                """, input: "[2, 1, 3]", expected: "true"),
        StarterRow(
            why: "another method of the same name", language: "cpp", starter: isOrdered,
            source: """
                class Solution {
                    bool solve(TreeNode *root, long low, long high) {
                        if (!root) return true;
                        return root->val > low && root->val < high && solve(root->left, low, root->val)
                            && solve(root->right, root->val, high);
                    }
                public:
                    bool solve(TreeNode *root) { return solve(root, LONG_MIN, LONG_MAX); }
                };
                """, input: "[2, 3, 1]", expected: "false"),
        StarterRow(
            why: "a private method of the same name and as many arguments", language: "cpp", starter: add,
            source: """
                class Solution {
                    string solve(string a, int b) { return a + to_string(b); }
                public:
                    long long solve(long long a, long long b) { return a + b; }
                };
                """, input: "3000000000\n4", expected: "3000000004"),
        StarterRow(
            why: "a method for any type", language: "cpp", starter: turn,
            source: """
                class Solution {
                public:
                    template <class T> void solve(vector<T> &nums) { reverse(nums.begin(), nums.end()); }
                };
                """, input: "[1, 3000000000]", expected: "[3000000000, 1]"),
        StarterRow(
            why: "macros, and a main of its own", language: "cpp", starter: add,
            source: """
                #define int long long
                #define read(x) cin >> x
                class Solution {
                public:
                    int solve(int a, int b) { return a + b; }
                };
                signed main() { int a; read(a); cout << Solution().solve(a, 1); }
                """, input: "3000000000\n4", expected: "3000000004"),
        StarterRow(
            why: "a list node of its own", language: "cpp", starter: reverse,
            source: """
                struct ListNode {
                    int val;
                    ListNode *next;
                    ListNode(int value) : val(value), next(nullptr) {}
                };
                class Solution {
                public:
                    ListNode *solve(ListNode *head) {
                        ListNode *last = nullptr;
                        while (head) { auto next = head->next; head->next = last; last = head; head = next; }
                        return last;
                    }
                };
                """, input: "[1, 2]", expected: "[2, 1]"),
        StarterRow(
            why: "a tree node of its own that the preprocessor leaves out", language: "cpp", starter: isOrdered,
            source: """
                #ifdef LOCAL
                struct TreeNode { int val; TreeNode *left, *right; };
                #endif
                class Solution {
                public:
                    bool solve(TreeNode *root) { return !root->left || root->left->val < root->val; }
                };
                """, input: "[2, 1, 3]", expected: "true"),
    ]

    @Test(arguments: starterRows) func `what runs on LeetCode runs here`(_ row: StarterRow) async throws {
        var problem = Bench.function
        problem.interface = .functional(name: "solve", starterCode: row.starter)
        problem.publicTests = [Bench.test("1", .public, row.input, row.expected)]
        let bench = try Bench()
        let report = try await bench.judge(row.source, row.language, on: problem)
        #expect(report.verdict == .accepted, "\(report.message ?? "") \(report.tests.first?.stderr.text ?? "")")
    }

    /// Submissions to a problem whose starter code returns `None`, and whether they change the argument as is wanted.
    static let changes: [(language: String, body: String, isRight: Bool)] = [
        ("python", "def solve(self, nums): nums.reverse()", true),
        ("python", "def solve(self, nums):\n        nums.reverse()\n        return 'x'", true),
        ("python", "def solve(self, nums):\n        nums.reverse()\n        return {nums[0]}", true),
        ("python", "def solve(self, nums: List[int]) -> List[int]: return nums[::-1]", false),
        ("cpp", "void solve(vector<int> &nums) { reverse(nums.begin(), nums.end()); }", true),
        ("cpp", "vector<int> solve(vector<int> &nums) { reverse(nums.begin(), nums.end()); return {}; }", true),
        ("cpp", "set<int *> solve(vector<int> &&nums) { reverse(nums.begin(), nums.end()); return {}; }", true),
        ("cpp", "vector<int> solve(vector<int> nums) { reverse(nums.begin(), nums.end()); return nums; }", false),
        ("cpp", "vector<int> solve(const vector<int> &nums) { return {nums.rbegin(), nums.rend()}; }", false),
        ("cpp", "void solve(vector<int> nums) { reverse(nums.begin(), nums.end()); }", false),
    ]

    @Test(arguments: changes)
    func `where the starter code returns None the changed argument is judged, whatever is returned`(
        _ language: String, _ body: String, _ isRight: Bool
    ) async throws {
        for comparison in [Comparison.json, .lcb] {
            var problem = Bench.function
            problem.comparison = comparison
            problem.interface = .functional(name: "solve", starterCode: Self.turn)
            problem.publicTests = [Bench.test("1", .public, "[1, 2, 3]", "[3, 2, 1]")]
            problem.privateTests = []
            let source =
                language == "python" ? "class Solution:\n    \(body)\n" : "class Solution { public: \(body) };"
            let report = try await Bench().judge(source, language, on: problem)
            #expect(report.verdict == (isRight ? .accepted : .wrongAnswer), "\(report.message ?? "")")
            if !isRight { #expect(report.message?.contains("got \"[1, 2, 3]\"") == true, "\(report.message ?? "")") }
        }
    }

    @Test(arguments: ["python", "cpp"])
    func `an argument that is no JSON is the grader's failure`(_ language: String) async throws {
        var problem = Bench.function
        problem.publicTests = [Bench.test("1", .public, "[1,2\n3", "4")]
        let source =
            language == "python"
            ? "class Solution:\n    def add(self, a, b): return 4"
            : "class Solution { public: int add(vector<int> a, int b) { return 4; } };"
        let report = try await Bench().judge(source, language, on: problem)
        #expect(report.verdict == .judgeError)
        let message = report.message ?? ""
        #expect(message.contains("argument 1 of the test's input is no JSON"), "\(message)")
    }

    @Test func `starter code is read as far as it tells`() {
        let code = """
            import x
            class Solution:
                def f(self, a: Dict[str, List[int]] = {}, b=(1, 2), *, c) -> Optional[int]:
            """
        let signature = FunctionSignature(name: "f", starterCode: code)
        #expect(signature.parameters == ["Dict[str, List[int]]", "", "", ""])
        #expect(signature.result == "Optional[int]")
        #expect(FunctionSignature(name: "g", starterCode: code).parameters == nil)
        #expect(FunctionSignature(name: "f", starterCode: "def f():\n").parameters == [])
    }

    @Test func `a traceback shows the submission's own line numbers`() async throws {
        let bench = try Bench()
        let source = "class Solution:\n    def add(self, a, b):\n        return a / 0\n"
        let report = try await bench.judge(source, "python", on: Bench.function)
        let stderr = report.tests[0].stderr.text
        #expect(stderr.contains("line 3, in add"))
        #expect(!stderr.contains("atlas_functional"))
    }

    @Test func `a C++ compiler's message has the submission's own line numbers`() async throws {
        let source = "class Solution {\npublic:\n    int add(int a, int b) {\n        return a + c;\n    }\n};\n"
        let report = try await Bench().judge(source, "cpp", on: Bench.function)
        #expect(report.verdict == .compileError)
        #expect(report.message?.contains("solution.cpp:4:") == true, "\(report.message ?? "")")
    }

    @Test(arguments: [
        "class Solution { int add(int a, int b) { return a + b; } };",
        "class Solution { public: int sum(int a, int b) { return a + b; } };",
        "class Solution { public: int add(int a) { return a; } };",
    ])
    func `a method that cannot be called is named`(_ source: String) async throws {
        let report = try await Bench().judge(source, "cpp", on: Bench.function)
        #expect(report.verdict == .compileError)
        let wanted = "Solution needs a public method add for 2 argument(s) of the problem's types"
        #expect(report.message?.contains(wanted) == true, "\(report.message ?? "")")
        #expect(report.compile?.diagnostics.text == "error: \(wanted)\n", "nothing of the driver's own lines")
    }

    @Test(arguments: [
        (
            "struct P {}; class Solution { public: int add(P a, int b) { return b; } };",
            "error: a parameter or the result of add has a type that stands for no JSON value\n"
        ),
        ("class Soluton { public: int add(int a, int b) { return a + b; } };", "did you mean"),
        ("class Solution { public: int sum(int a) { return a + c; } };", "solution.cpp:1:"),
    ])
    func `of the driver no line is shown`(_ source: String, _ told: String) async throws {
        for language in ["cpp", "cpp-clang"] {
            let bench = try Bench()
            if case .failure(let error) = await bench.toolchains.probe(try LanguageTable.builtIn.named(language)).found
            {
                print("skipped: \(language): \(error)")
                continue
            }
            let report = try await bench.judge(source, language, on: Bench.function)
            #expect(report.verdict == .compileError)
            let text = report.compile?.diagnostics.text ?? ""
            #expect(text.contains(told), "\(text)")
            #expect(!text.contains("atlas_functional.cpp:"), "\(text)")
        }
    }

    @Test func `a functional problem takes Python and C++ only`() async throws {
        let bench = try Bench()
        await #expect(throws: JudgingError.self) { try await bench.judge("int main() {}", "c", on: Bench.function) }
    }
}
