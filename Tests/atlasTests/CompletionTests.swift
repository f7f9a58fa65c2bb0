import Foundation
import TestSupport
import Testing

/// What a shell offers after `atlas`, as bash does it.
@Suite struct CompletionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("", to: "soup.py")
        try folder.write("", to: "runs/first/run.sqlite")
    }

    private static let script = """
        source <("$1" --generate-completion-script bash)
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*"
        COMP_POINT=${#COMP_LINE}
        _atlas "$1" "${!#}" "${@:$#-1:1}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """

    /// What is offered for the last word.
    private func offered(_ words: String...) async throws -> [String] {
        let result = try await CommandLineTool.run(words, by: ["bash", "-c", Self.script, "bash"], in: folder.path)
        #expect(result.stderr == "")
        return result.stdout.split(separator: "\n").map(String.init).sorted()
    }

    @Test func `files and folders where these are meant`() async throws {
        #expect(try await offered("grade", "hot-soup", "so") == ["soup.py"])
        #expect(try await offered("run", "") == ["runs", "soup.py"])
        #expect(try await offered("report", "") == ["runs"])
        #expect(try await offered("solve", "hot-soup", "--models", "s") == ["soup.py"])
        #expect(try await offered("eval", "--run", "runs/f") == ["runs/first"])
    }

    @Test func `names of bundled problems, beside folders and files`() async throws {
        #expect(try await offered("solve", "hot-") == ["hot-soup"])
        #expect(try await offered("grade", "runs/") == ["runs/first"])
    }

    @Test func `names of languages and methods`() async throws {
        #expect(try await offered("run", "soup.py", "--language", "pyt") == ["python"])
        #expect(try await offered("solve", "hot-soup", "--method", "se") == ["select", "self-refine"])
    }

    @Test func `a file's name is never run`() async throws {
        try folder.write("", to: "x$(touch harm)")
        #expect(try await offered("solve", "x") == [])
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/harm"))
    }
}
