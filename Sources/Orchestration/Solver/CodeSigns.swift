import Judging

/// What programs of a language look like, to tell them from data and prose where no tag does.
struct CodeSigns {
    /// What a line of code starts with, one of them in any program; nil where the language is none of those known here.
    private(set) var starts: [String]?
    /// What no line of prose starts with: without a fence only these begin a program.
    private(set) var unmistakable: [String] = []
    /// A program that reads its input has one of these.
    private(set) var essentials = ["main"]

    /// The signs of a language, or of the one that it is a variant of.
    init(_ language: Language) {
        self = Self.known.first { language.fenceTags.contains($0.id) }?.signs ?? CodeSigns()
    }

    private init(starts: [String]? = nil, unmistakable: [String] = [], essentials: [String] = ["main"]) {
        (self.starts, self.unmistakable, self.essentials) = (starts, unmistakable, essentials)
    }

    /// Whether any line starts as code does; in a language that is not known, has a character that code has.
    func areIn(_ text: String) -> Bool {
        guard let starts else { return text.contains { "=;{}()$".contains($0) } }
        return text.split(separator: "\n").contains { line in starts.contains { line.hasPrefix($0) } }
    }

    /// Whether a line begins a program that has no fence: prose may start with "for" or "if".
    func areUnmistakable(in line: Substring) -> Bool {
        guard unmistakable.contains(where: { line.hasPrefix($0) }) else { return false }
        if line.hasPrefix("from ") { return line.contains(" import ") }
        if line.hasPrefix("def ") || line.hasPrefix("class ") { return line.contains(":") || line.contains("{") }
        return true
    }

    private static let ofC = CodeSigns(
        starts: [
            "#include", "#define", "using ", "int ", "long ", "template", "struct ", "typedef ", "void ", "#pragma",
        ], unmistakable: ["#include", "using namespace", "int main"])

    private static let known: [(id: String, signs: CodeSigns)] = [
        (
            "python",
            CodeSigns(
                starts: [
                    "import ", "from ", "def ", "class ", "for ", "while ", "if ", "print(", "n = ", "t = ", "n, ",
                    "a, ", "@", "s = ", "input",
                ], unmistakable: ["import ", "from ", "def ", "class "],
                essentials: ["input(", "stdin", "open(0", "input,", "fileinput"])
        ),
        ("cpp", ofC),
        ("c", ofC),
        (
            "rust",
            CodeSigns(
                starts: ["use std", "fn ", "pub ", "struct ", "impl", "#[", "#![", "extern crate", "macro_rules!"],
                unmistakable: ["use std::", "fn main", "#!["])
        ),
        (
            "go",
            CodeSigns(
                starts: ["package ", "import (", "import \"", "func ", "type ", "var "],
                unmistakable: ["package main"])
        ),
        (
            "java",
            CodeSigns(
                starts: ["import ", "package ", "public ", "class ", "final ", "abstract ", "record ", "interface "],
                unmistakable: ["import java", "public class ", "class "])
        ),
        (
            "javascript",
            CodeSigns(
                starts: [
                    "const ", "let ", "var ", "function ", "async ", "class ", "import ", "require(", "process.",
                    "console.", "'use strict'", "\"use strict\"", "(function", "(() =>", "(async", "for (", "while (",
                ], unmistakable: ["const ", "'use strict'", "\"use strict\"", "process.stdin"],
                essentials: ["stdin", "readFileSync", "readline"])
        ),
        (
            "kotlin",
            CodeSigns(
                starts: [
                    "import ", "package ", "fun ", "val ", "var ", "class ", "data class ", "object ", "private ",
                ],
                unmistakable: ["import java", "import kotlin", "fun main"])
        ),
        (
            "swift",
            CodeSigns(
                starts: [
                    "import ", "func ", "let ", "var ", "struct ", "final ", "class ", "enum ", "extension ", "print(",
                    "@main",
                ], unmistakable: ["import Foundation", "import Glibc", "@main"],
                essentials: ["readLine", "stdin", "FileHandle", "main"])
        ),
        (
            "csharp",
            CodeSigns(
                starts: ["using ", "namespace ", "class ", "public ", "static ", "internal ", "var ", "Console."],
                unmistakable: ["using System"], essentials: ["Main", "Console."])
        ),
    ]
}
