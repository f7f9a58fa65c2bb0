"""Generated pairs of problem and program: right and wrong, plain and odd, on stdin and functional.

Each has the reason for which the two graders may differ on it, or None where they must agree.
"""

import json

MOCKED = "the harness replaces stdin and stdout by texts in its own process, without their buffers and descriptors"
WRAPPED = "the harness runs a program inside a function, where `global` names miss"
REAL_TIME = "the harness limits real time to 6 s a test, atlas CPU time"
EXIT = "the harness takes any exit for a good one, atlas only status 0"
SHARED = "the harness runs all tests in one process and on one object, atlas each in its own"
NODES = "the harness has no ListNode and TreeNode, and passes lists in their place"
FORGED = "the harness compares inside the program's process, where the program can decide the comparison"
UNICODE = "Python's own white space and digits beyond ASCII count in the harness"


def record(name, tests, function=None, statement="Solve it."):
    kind = "functional" if function else "stdin"
    cases = [{"input": given, "output": expected, "testtype": kind} for given, expected in tests]
    return {
        "question_title": name, "question_content": statement, "platform": "leetcode" if function else "atcoder",
        "question_id": name, "contest_id": "generated", "contest_date": "2024-01-01T00:00:00",
        "starter_code": f"class Solution:\n    def {function}(self, value):\n        pass" if function else "",
        "difficulty": "easy", "public_test_cases": json.dumps(cases[:1]), "private_test_cases": json.dumps(cases[1:]),
        "metadata": json.dumps({"func_name": function} if function else {}),
    }


def solution(body):
    return "class Solution:\n    def solve(self, value):\n" + "".join(f"        {line}\n" for line in body.split("\n"))


SUM = record("gen-sum", [(f"{n}\n{' '.join(map(str, range(n)))}\n", f"{sum(range(n))}\n") for n in (1, 3, 10, 100)])
LINES = record("gen-lines", [("2\n", "1\n2\n"), ("3\n", "1\n2\n3\n"), ("1\n", "1\n")])
REAL = record("gen-real", [("1 2\n", "0.5\n"), ("1 4\n", "0.25\n"), ("6 3\n", "2\n")])
WORD = record("gen-word", [("a\n", "Yes\n"), ("b\n", "No\n")])
LIST = record("gen-list", [("3", "[0, 1, 2]"), ("0", "[]"), ("2", "[0, 1]")], "solve")
NESTED = record("gen-nested", [("2", "[[0, 1], [1, 2]]"), ("0", "[]"), ("1", "[[0, 1]]")], "solve")
NUMBER = record("gen-number", [("3", "3"), ("1", "1"), ("0", "0")], "solve")
TEXT = record("gen-text", [('"ab"', '"ba"'), ('"\\u00e9x"', '"x\\u00e9"'), ('""', '""')], "solve")
TRUTH = record("gen-truth", [("1", "true"), ("2", "false"), ("3", "true")], "solve")

READ = "n = int(input())\na = list(map(int, input().split()))\n"

# (record, name, program, reason)
PAIRS = [
    (SUM, "plain", READ + "print(sum(a))", None),
    (SUM, "off by one", READ + "print(sum(a) + 1)", None),
    (SUM, "first test only", READ + "print(0 if n == 1 else 1)", None),
    (SUM, "main guard", "def main():\n    input()\n    print(sum(map(int, input().split())))\n\nif __name__ == '__main__':\n    main()", None),
    (SUM, "sys.stdin.read", "import sys\nd = sys.stdin.read().split()\nprint(sum(map(int, d[1:])))", None),
    (SUM, "for line in stdin", "import sys\nlines = [line for line in sys.stdin]\nprint(sum(map(int, lines[1].split())))", None),
    (SUM, "stdin.readlines", "import sys\nprint(sum(map(int, sys.stdin.readlines()[1].split())))", None),
    (SUM, "input = readline", "import sys\ninput = sys.stdin.readline\nn = int(input())\nprint(sum(map(int, input().split())))", None),
    (SUM, "open(0)", "d = open(0).read().split()\nprint(sum(map(int, d[1:])))", MOCKED),
    (SUM, "stdin.buffer", "import sys\nd = sys.stdin.buffer.read().split()\nprint(sum(map(int, d[1:])))", MOCKED),
    (SUM, "stdout.buffer", READ + "import sys\nsys.stdout.buffer.write(b'%d\\n' % sum(a))", MOCKED),
    (SUM, "os.write", READ + "import os\nos.write(1, b'%d\\n' % sum(a))", MOCKED),
    (SUM, "os.read", "import os\nd = os.read(0, 10**6).split()\nprint(sum(map(int, d[1:])))", MOCKED),
    (SUM, "input then read", "import sys\nn = int(input())\nprint(sum(map(int, sys.stdin.read().split())))", None),
    (SUM, "readline to the end", "import sys\nd = []\nwhile True:\n    line = sys.stdin.readline()\n    if not line:\n        break\n    d += line.split()\nprint(sum(map(int, d[1:])))", None),
    (SUM, "global", "total = 0\ndef add(x):\n    global total\n    total += x\ninput()\nfor x in map(int, input().split()):\n    add(x)\nprint(total)", WRAPPED),
    (SUM, "recursion", "import sys\nsys.setrecursionlimit(10**5)\n" + READ + "def f(i):\n    return 0 if i == n else a[i] + f(i + 1)\nprint(f(0))", None),
    (SUM, "thread", "import threading\ndef main():\n    input()\n    print(sum(map(int, input().split())))\nt = threading.Thread(target=main)\nt.start()\nt.join()", None),
    (SUM, "exit()", READ + "print(sum(a))\nexit()", None),
    (SUM, "sys.exit(0)", READ + "import sys\nprint(sum(a))\nsys.exit(0)", None),
    (SUM, "exit(1) after the answer", READ + "import sys\nprint(sum(a))\nsys.exit(1)", EXIT),
    (SUM, "exception after the answer", READ + "print(sum(a))\nraise ValueError('late')", None),
    (SUM, "exit before the answer", "exit()", None),
    (SUM, "syntax error", READ + "print(sum(a)", None),
    (SUM, "name error", READ + "print(total)", None),
    (SUM, "nothing", "", None),
    (SUM, "no output", READ, None),
    (SUM, "star imports", READ + "print(reduce(add, a, 0))", None),
    (SUM, "debugging on stderr", READ + "import sys\nprint('debug', a, file=sys.stderr)\nprint(sum(a))", None),
    (SUM, "prompt in input", "n = int(input('n? '))\nprint(sum(map(int, input().split())))", None),
    (SUM, "endless loop", READ + "while True:\n    pass", None),
    (SUM, "sleeps 7 s", READ + "import time\ntime.sleep(7 if n == 100 else 0)\nprint(sum(a))", REAL_TIME),
    (SUM, "number as text", READ + "print(f'{sum(a):05d}')", None),
    (SUM, "number as float", READ + "print(float(sum(a)))", None),
    (SUM, "number with exponent", READ + "print(f'{sum(a):e}')", None),
    (SUM, "sign", READ + "print(f'+{sum(a)}')", None),
    (SUM, "quoted", READ + "print(repr(str(sum(a))))", None),
    (SUM, "full-width digits", READ + "print(''.join(chr(0xff10 + int(c)) for c in str(sum(a))))", UNICODE),
    (SUM, "no-break space at the end", READ + "print(str(sum(a)) + chr(0xa0))", UNICODE),
    (LINES, "plain", "for i in range(int(input())):\n    print(i + 1)", None),
    (LINES, "one string", "print('\\n'.join(str(i + 1) for i in range(int(input()))))", None),
    (LINES, "no final newline", "print('\\n'.join(str(i + 1) for i in range(int(input()))), end='')", None),
    (LINES, "spaces around", "for i in range(int(input())):\n    print('  ', i + 1, '\\t')", None),
    (LINES, "blank lines at the end", "for i in range(int(input())):\n    print(i + 1)\nprint()\nprint()", None),
    (LINES, "blank line at the beginning", "print()\nfor i in range(int(input())):\n    print(i + 1)", None),
    (LINES, "blank line between", "for i in range(int(input())):\n    print(i + 1)\n    print()", None),
    (LINES, "one line", "print(*[i + 1 for i in range(int(input()))])", None),
    (LINES, "CRLF", "for i in range(int(input())):\n    print(i + 1, end='\\r\\n')", None),
    (LINES, "one line too many", "for i in range(int(input()) + 1):\n    print(i + 1)", None),
    (LINES, "reversed", "for i in reversed(range(int(input()))):\n    print(i + 1)", None),
    (REAL, "plain", "a, b = map(int, input().split())\nprint(a / b)", None),
    (REAL, "more digits", "a, b = map(int, input().split())\nprint(f'{a / b:.10f}')", None),
    (REAL, "nearly", "a, b = map(int, input().split())\nprint(a / b + 1e-9)", None),
    (REAL, "as a fraction", "from fractions import Fraction\na, b = map(int, input().split())\nprint(Fraction(a, b))", None),
    (REAL, "NaN", "print('nan')", None),
    (WORD, "plain", "print('Yes' if input() == 'a' else 'No')", None),
    (WORD, "upper case", "print('YES' if input() == 'a' else 'NO')", None),
    (WORD, "lower case", "print('yes' if input() == 'a' else 'no')", None),
    (WORD, "with a full stop", "print('Yes.' if input() == 'a' else 'No.')", None),
    (LIST, "plain", solution("return list(range(value))"), None),
    (LIST, "function without class", "def solve(value):\n    return list(range(value))", None),
    (LIST, "tuple", solution("return tuple(range(value))"), None),
    (LIST, "range", solution("return range(value)"), None),
    (LIST, "generator", solution("yield from range(value)"), None),
    (LIST, "set", solution("return set(range(value))"), None),
    (LIST, "floats", solution("return [float(i) for i in range(value)]"), None),
    (LIST, "texts", solution("return [str(i) for i in range(value)]"), None),
    (LIST, "nothing", solution("return None"), None),
    (LIST, "reversed", solution("return list(range(value))[::-1]"), None),
    (LIST, "prints instead", solution("print(list(range(value)))"), None),
    (LIST, "prints too", solution("print('debug')\nreturn list(range(value))"), None),
    (LIST, "type hints", "class Solution:\n    def solve(self, value: int) -> List[int]:\n        return list(range(value))", None),
    (LIST, "state in the class", "class Solution:\n    seen = []\n    def solve(self, value):\n        for i in range(value):\n            self.seen.append(i)\n        return self.seen", SHARED),
    (LIST, "state of the module", "calls = []\nclass Solution:\n    def solve(self, value):\n        calls.append(value)\n        return list(range(value)) if len(calls) == 1 else []", SHARED),
    (LIST, "other name", "class Solution:\n    def answer(self, value):\n        return list(range(value))", None),
    (LIST, "exception", solution("return [1 // 0]"), None),
    (LIST, "exit", solution("import sys\nsys.exit(0)"), None),
    (LIST, "equal to everything", "class Any(list):\n    def __eq__(self, other):\n        return True\nclass Solution:\n    def solve(self, value):\n        return Any()", FORGED),
    (LIST, "endless loop", solution("while True:\n    pass"), None),
    (LIST, "syntax error", "class Solution:\n    def solve(self, value)\n        return []", None),
    (NESTED, "plain", solution("return [[i, i + 1] for i in range(value)]"), None),
    (NESTED, "tuples inside", solution("return [(i, i + 1) for i in range(value)]"), None),
    (NESTED, "tuple of lists", solution("return tuple([i, i + 1] for i in range(value))"), None),
    (NESTED, "tuple of tuples", solution("return tuple((i, i + 1) for i in range(value))"), None),
    (NESTED, "flat", solution("return [x for i in range(value) for x in (i, i + 1)]"), None),
    (NUMBER, "plain", solution("return value"), None),
    (NUMBER, "float", solution("return float(value)"), None),
    (NUMBER, "truth for one and zero", solution("return value if value > 1 else bool(value)"), None),
    (NUMBER, "text", solution("return str(value)"), None),
    (NUMBER, "list", solution("return [value]"), None),
    (NUMBER, "complex", solution("return complex(value, 0)"), "atlas takes JSON data as results, and a complex number is none"),
    (NUMBER, "NaN", solution("return float('nan')"), None),
    (TEXT, "plain", solution("return value[::-1]"), None),
    (TEXT, "as it is", solution("return value"), None),
    (TEXT, "bytes", solution("return value[::-1].encode()"), None),
    (TEXT, "list", solution("return list(value[::-1])"), None),
    (TRUTH, "plain", solution("return value % 2 == 1"), None),
    (TRUTH, "number", solution("return value % 2"), None),
    (TRUTH, "text", solution("return 'true' if value % 2 else 'false'"), None),
]

PREDICTION = {
    "question_title": "Pairs", "question_content": "Return the pairs.\n\n", "question_id": "9001", "contest_id": "generated",
    "test_id": 0, "contest_date": "2024-01-01T00:00:00", "starter_code": "def pairs(n: int) -> List[List[int]]:\n    pass",
    "function_name": "pairs", "difficulty": "easy",
    "test": json.dumps([{"input": "2", "output": "[[0, 1], [1, 2]]", "testtype": "functional"}]),
}
SECOND_PREDICTION = dict(
    PREDICTION, question_id="9002", test_id=1,
    test=json.dumps([{"input": '"a == b"\n1', "output": '"b"', "testtype": "functional"}]))

# (record, answer, reason)
PREDICTIONS = [
    (PREDICTION, "assert pairs(2) == [[0, 1], [1, 2]]", None),
    (PREDICTION, "assert pairs(2) == [[0, 1], [1, 3]]", None),
    (PREDICTION, "assert pairs(2) == [(0, 1), (1, 2)]", None),
    (PREDICTION, "assert pairs(2) == [[0, 1], [1, 2]] # as shown", None),
    (PREDICTION, "assert pairs(2) == [[0, True], [1.0, 2]]", None),
    (PREDICTION, "[[0, 1], [1, 2]]", None),
    (PREDICTION, "[[i, i + 1] for i in range(2)]", None),
    (PREDICTION, "# comment\nassert pairs(2) == [[0, 1], [1, 2]]\nassert False", None),
    (PREDICTION, "assert pairs(2)", None),
    (PREDICTION, "assert pairs(2) != [[0, 1], [1, 2]]", None),
    (PREDICTION, "assert pairs(2) == [[0, 1], [1, 2]], 'message'", None),
    (PREDICTION, "assert pairs(2) == [[0, 1], [1, 2]] == pairs(2)", None),
    (PREDICTION, "assert pairs(2) == [[0, 1], [1, 2]", None),
    (PREDICTION, "assert pairs(2) == pairs(2)", None),
    (PREDICTION, "", None),
    (PREDICTION, "json.loads(expected_output)", FORGED),
    (SECOND_PREDICTION, "assert pairs(\"a == b\", 1) == \"b\"", None),
    (SECOND_PREDICTION, "assert pairs('a == b', 1) == 'b'", None),
    (SECOND_PREDICTION, "assert pairs(\"a == b\", 1) == 'c'", None),
    (SECOND_PREDICTION, "assert pairs(\"a == b\", 1) == b", None),
    (SECOND_PREDICTION, "'b'", None),
]

EXECUTION = {
    "question_id": "9101", "contest_id": "generated", "contest_date": "2024-01-01T00:00:00", "difficulty": "easy",
    "function_name": "f", "code": "def f(n):\n    return [n, n * n]", "input": "f(n = 3)", "output": "[3, 9]",
    "id": "sample_0", "problem_id": "1", "numsteps": 3,
}
SECOND_EXECUTION = dict(
    EXECUTION, id="sample_1", code="def f(n):\n    return {n: (n, 'x')}", input="f(n = 1)", output="{1: (1, 'x')}")

EXECUTIONS = [
    (EXECUTION, "[3, 9]", None),
    (EXECUTION, "[3, 8]", None),
    (EXECUTION, "(3, 9)", None),
    (EXECUTION, "[3.0, 9]", None),
    (EXECUTION, "[3, 3 * 3]", None),
    (EXECUTION, "f(3)", None),
    (EXECUTION, "f(n = 3)", None),
    (EXECUTION, "[3, 9]  # nine", None),
    (EXECUTION, "[3, 9], 'message'", None),
    (EXECUTION, "[3, 9", None),
    (EXECUTION, "", None),
    (EXECUTION, "nine", None),
    (EXECUTION, "[isqrt(9), 9]", None),
    (EXECUTION, "[] or True", FORGED),
    (EXECUTION, "[] if False else 1 or [3, 9]", FORGED),
    (SECOND_EXECUTION, "{1: (1, 'x')}", None),
    (SECOND_EXECUTION, "{True: (1.0, \"x\")}", None),
    (SECOND_EXECUTION, "{'1': (1, 'x')}", None),
    (SECOND_EXECUTION, "{1: [1, 'x']}", None),
    (SECOND_EXECUTION, "{}", None),
]
