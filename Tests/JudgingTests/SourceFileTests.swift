import Foundation
import Problems
import TestSupport
import Testing

@testable import Judging

@Suite struct SourceFileTests {
    private func message(_ path: String) throws -> String {
        let python = try LanguageTable.builtIn.named("python")
        do throws(JudgingError) {
            _ = try SourceFile.read(path, in: python)
            return "read"
        } catch {
            return error.description
        }
    }

    @Test func `a source is read whole`() throws {
        let folder = try TemporaryFolder()
        #expect(
            try SourceFile.read(
                folder.write(Data("print('é')\n".utf8), to: "a.py"), in: LanguageTable.builtIn.named("python"))
                == "print('é')\n")
    }

    @Test(arguments: ["python", "java", "cpp", "javascript"])
    func `no compiler and no interpreter is given a byte order mark`(_ id: String) throws {
        let language = try LanguageTable.builtIn.named(id)
        let submission = Submission(name: "a", source: "\u{FEFF}// \u{FEFF}\n", language: language)
        let sources = try EntryDriver(language, .program, problem: "sum").sources(submission)
        #expect(sources.map { $0.texts.map { Array($0.text.utf8) } } == [[Array("// \u{FEFF}\n".utf8)]])
    }

    @Test func `a missing source is named`() throws {
        #expect(try message("/no/such/a.py") == "/no/such/a.py: No such file or directory")
    }

    @Test func `a folder is no source`() throws {
        let folder = try TemporaryFolder()
        #expect(try message(folder.path) == "\(folder.path): it is a folder, not a file")
    }

    @Test func `a named pipe is no source, and is not waited for`() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a.py"
        #expect(mkfifo(path, 0o600) == 0)
        #expect(
            try message(path) == "\(path): it is a pipe or a device, not a regular file; copy what it holds to one")
    }

    @Test func `bytes that are not UTF-8 are named by their offset`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Data("# caf".utf8) + Data([0xE9, 0x0A]), to: "latin1.py")
        #expect(try message(path) == "\(path): not UTF-8 from byte 5 on; save the source as UTF-8")
    }

    @Test(arguments: ["c", "cpp17"]) func `C and C++ get bytes that are not UTF-8 as escapes of the same meaning`(
        _ language: String
    ) async throws {
        let folder = try TemporaryFolder()
        let source = Data("// caf".utf8) + Data([0xE9]) + Data(" é\n#include <stdio.h>\nint main() { printf(\"".utf8)
        let path = try folder.write(source + Data([0xE9]) + Data("1\"); }\n".utf8), to: "latin1.c")
        let row = try LanguageTable.builtIn.named(language)
        var notes: [String] = []
        let text = try SourceFile.read(path, in: row) { notes.append($0) }
        #expect(notes == ["\(path): not UTF-8 from byte 6 on; such bytes reach the compiler as escapes such as \\351"])
        let run = try await Bench().judge.run(
            Submission(name: path, source: text, language: row), on: .data(Data()), limits: ProblemLimits())
        #expect(try run.output.all() == Data([0xE9, 0x31]), "\(run.message ?? "")")
    }

    @Test func `a source of 100 MB is refused before it is read`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Data(), to: "large.py")
        #expect(truncate(path, 100_000_000) == 0)
        #expect(try message(path) == "\(path): the source has 100000000 bytes; at most 1048576 are taken")
    }

    @Test func `a name that tells no language asks for one`() {
        #expect(
            throws: JudgingError.unknownLanguageOfFile("a.rb", known: LanguageTable.builtIn.rows.flatMap(\.suffixes))
        ) {
            try LanguageTable.builtIn.language(ofFile: "a.rb")
        }
    }
}
