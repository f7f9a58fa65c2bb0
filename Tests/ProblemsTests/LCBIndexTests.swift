import FoundationEssentials
import Glibc
import Testing

@testable import Problems

@Suite struct LCBIndexTests {
    /// A record as a line.
    private static func line(_ id: String, _ more: String = "", statement: String = "Print it.") -> String {
        let tests = #""[{\"input\": \"1\", \"output\": \"2\", \"testtype\": \"stdin\"}]""#
        return
            #"{"question_id": "\#(id)", "question_content": "\#(statement)", \#(more)"public_test_cases": \#(tests), "#
            + #""private_test_cases": \#(tests)}"#
    }

    private func ids(_ index: LCBIndex) -> [String] { index.entries.map(\.id) }

    @Test func `an index tells what people search for and where the record is`() throws {
        let path = Fixture.path("lcb/four.jsonl")
        let index = try LCBIndex.open(path)
        #expect(ids(index) == ["sum_a", "3300", "plain", "old/pickle"])
        #expect(index.entries[0].title == "Sum of Two")
        #expect(index.entries[0].difficulty == "easy")
        #expect(index.entries[0].platform == "atcoder")
        #expect(index.entries[0].contestDate == "2024-05-31")
        for entry in index.entries { #expect(try index.record(entry).id == entry.id) }
    }

    @Test func `a file is read alike wherever its pieces end`() throws {
        let text = Self.line(#"a\"b\\"#, #""x": [1, {"question_id": "no"}], "y": "\\\\\"", "#) + "\n\n" + Self.line("c")
        let bytes = Array(text.utf8)
        func values(pieces size: Int) throws -> [RecordScanner.Value?] {
            var scanner = RecordScanner(names: ["question_id", "question_content"], longestValue: 100)
            let line = Array(bytes.prefix { $0 != 10 })
            for start in stride(from: 0, to: line.count, by: size) {
                line[start..<min(start + size, line.count)].withUnsafeBytes { scanner.feed($0) }
            }
            return try scanner.finish() ?? []
        }
        let whole = try values(pieces: bytes.count)
        #expect(whole.first == .text(Array(#"a\"b\\"#.utf8)))
        for size in 1...9 { #expect(try values(pieces: size) == whole) }
    }

    @Test func `malformed lines are named and cost themselves alone`() throws {
        let lines = [
            Self.line("a"), "{\"question_id\": \"cut", Self.line("a"), "[]",
            Self.line("b", #""difficulty": "so-so", "#),
            #"{"question_content": "no id"}"#, #"{"question_id": "x", }"#, #"{"question_id": nope}"#, Self.line("c"),
        ]
        let tree = try FileTree(["a.jsonl": lines.joined(separator: "\n")])
        let index = try LCBIndex.open("\(tree.path)/a.jsonl")
        #expect(ids(index) == ["a", "c"])
        #expect(
            index.faults.map { tree.stable($0.description) } == [
                "DIR/a.jsonl:2: a record that is cut off; expected one JSON object on the line",
                "DIR/a.jsonl:3: \"question_id\" is \"a\", as on line 1; expected an id of its own for each record",
                "DIR/a.jsonl:4: JSON that is no object; expected one JSON object on the line",
                "DIR/a.jsonl:5: \"difficulty\" is \"so-so\"; expected easy, medium or hard",
                "DIR/a.jsonl:6: \"question_id\" is missing or empty; expected text",
                "DIR/a.jsonl:7: text that is not JSON; expected one JSON object on the line",
                "DIR/a.jsonl:8: text that is not JSON; expected one JSON object on the line",
            ])
    }

    @Test func `what is kept is what was made, and is used while it is right`() throws {
        let tree = try FileTree([
            "a.jsonl": Self.line(#"tab\tand\\n"#) + "\nnonsense\n" + Self.line("b") + "\n" + Self.line("b")
        ])
        let path = "\(tree.path)/a.jsonl"
        let (made, place) = try LCBIndex.keep(path)
        #expect(place == "\(path).atlas-index")
        #expect(made.entries[0].id == "tab\tand\\n")
        #expect(made.faultOfID == ["b": 1])
        #expect(try LCBIndexFile.read(for: path, DataFileState(of: path)) == made)
        #expect(try FileManager.default.contentsOfDirectory(atPath: tree.path).count == 2)
    }

    @Test(arguments: [#"a\r\nb"#, #"\\\u0301n"#, #"\t\u0301"#, #"\n\u200d\\n\\t"#])
    func `whatever a title holds is kept`(title: String) throws {
        let tree = try FileTree(["a.jsonl": Self.line("a", #""question_title": "\#(title)", "#)])
        let path = "\(tree.path)/a.jsonl"
        let (made, _) = try LCBIndex.keep(path)
        #expect(made.entries[0].title.unicodeScalars.count > 1)
        let read = try LCBIndexFile.read(for: path, DataFileState(of: path))
        #expect(read?.entries.map { Array($0.title.utf8) } == made.entries.map { Array($0.title.utf8) })
        #expect(read == made)
    }

    @Test(arguments: ["9223372036854775807\t1", "1\t9223372036854775807", "-1\t1", "0\t-1"])
    func `an index whose places are not in the file is not used`(place: String) throws {
        let tree = try FileTree(["a.jsonl": Self.line("a")])
        let path = "\(tree.path)/a.jsonl"
        _ = try LCBIndex.keep(path)
        let index = try String(contentsOfFile: "\(path).atlas-index", encoding: .utf8)
        var lines = index.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var parts = lines[2].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        parts[1...2] = [place]
        lines[2] = parts.joined(separator: "\t")
        try tree.add("a.jsonl.atlas-index", lines.joined(separator: "\n"))
        #expect(try LCBIndexFile.read(for: path, DataFileState(of: path)) == nil)
    }

    @Test(arguments: [
        "a longer file", "a file of the same size", "a file with another middle", "an index that is cut off",
        "an index of another form",
    ])
    func `an index that is no longer right is not used`(why: String) throws {
        let long = String(repeating: "x", count: 100_000)
        let tree = try FileTree(["a.jsonl": Self.line("a", statement: long + "y" + long)])
        let path = "\(tree.path)/a.jsonl"
        _ = try LCBIndex.keep(path)
        let index = try Data(contentsOf: URL(filePath: "\(path).atlas-index"))
        var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec()]
        var status = stat()
        #expect(stat(path, &status) == 0)
        times[1] = status.st_mtim
        switch why {
        case "a longer file": try tree.add("a.jsonl", Self.line("a", statement: long + "y" + long) + "\n")
        case "a file of the same size": try tree.add("a.jsonl", Self.line("b", statement: long + "y" + long))
        case "a file with another middle": try tree.add("a.jsonl", Self.line("a", statement: long + "z" + long))
        case "an index that is cut off": try tree.add("a.jsonl.atlas-index", index.prefix(index.count - 3))
        default: try tree.add("a.jsonl.atlas-index", Data("atlas.lcb-index/0\n".utf8) + index.drop { $0 != 10 })
        }
        // Not even a file with the old one's time is taken for it.
        if !why.hasPrefix("an index") { #expect(utimensat(AT_FDCWD, path, times, 0) == 0) }
        #expect(try LCBIndexFile.read(for: path, DataFileState(of: path)) == nil)
    }

    @Test func `a byte order mark before the first record is passed over`() throws {
        let tree = try FileTree(["a.jsonl": "\u{FEFF}" + Self.line("a") + "\n" + Self.line("b")])
        let index = try LCBIndex.open("\(tree.path)/a.jsonl")
        #expect(index.faults.isEmpty)
        #expect(try index.entries.map { try index.record($0).id } == ["a", "b"])
        try tree.add("b.jsonl", Self.line("a") + "\n\u{FEFF}" + Self.line("b"))
        #expect(try LCBIndex.open("\(tree.path)/b.jsonl").faults.map(\.line) == [2])
    }

    @Test func `a large file is indexed once, and anew when it has changed`() throws {
        let long = String(repeating: "x", count: 5 << 20)
        let tree = try FileTree(["a.jsonl": Self.line("a", statement: long)])
        let path = "\(tree.path)/a.jsonl"
        #expect(try ids(LCBIndex.open(path)) == ["a"])
        #expect(FileManager.default.fileExists(atPath: "\(path).atlas-index"))
        try tree.add("a.jsonl", Self.line("a", statement: long) + "\n" + Self.line("b"))
        #expect(try LCBFile(path: path).record(id: "b").line == 2)
        #expect(try LCBIndexFile.read(for: path, DataFileState(of: path)).map(ids) == ["a", "b"])
    }

    @Test func `a record of a file that changed in use is refused`() throws {
        let tree = try FileTree(["a.jsonl": Self.line("a") + "\n" + Self.line("b")])
        let index = try LCBIndex.open("\(tree.path)/a.jsonl")
        try tree.add("a.jsonl", Self.line("b") + "\n" + Self.line("a"))
        #expect(throws: ProblemError.self) { try index.record(index.entries[0]) }
        try tree.add("a.jsonl", "")
        #expect(throws: ProblemError.self) { try index.record(index.entries[0]) }
    }
}
