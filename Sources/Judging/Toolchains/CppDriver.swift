/// The C++ program that calls a method of a submission's `Solution`.
enum CppDriver {
    /// What it is called in the work folder; it includes the submission.
    static let fileName = "atlas_functional.cpp"

    /// Its source: what a submission may use, the submission, and a `main` that calls the method.
    static func text(calling signature: FunctionSignature, _ source: String) -> String {
        let driver = String(decoding: PackageResources.functional_cpp, as: UTF8.self)
        let code = CppText.code(of: source)
        var defines = ""
        for (type, define) in [("ListNode", "ATLAS_OWN_LIST_NODE"), ("TreeNode", "ATLAS_OWN_TREE_NODE")]
        where CppText.defines(type, in: code) {
            defines += "#define \(define)\n"
        }
        // The header first, where it can be taken precompiled.
        return "#include <bits/stdc++.h>\n" + defines
            + driver.replacing("ATLAS_METHOD", with: signature.name)
            .replacing("ATLAS_COUNT", with: "\(signature.parameters?.count ?? -1)")
    }
}

/// What can be told of a C++ source without compiling it.
enum CppText {
    /// The source without comments, and with nothing in its texts.
    static func code(of source: String) -> String {
        let bytes = Array(source.utf8)
        var kept: [UInt8] = []
        var place = 0
        func begins(_ text: StaticString) -> Bool {
            let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            return bytes[place...].starts(with: wanted)
        }
        func skip(to end: StaticString) {
            while place < bytes.count, !begins(end) { place += 1 }
            place += end.utf8CodeUnitCount
        }
        while place < bytes.count {
            if begins("//") {
                skip(to: "\n")
                kept.append(UInt8(ascii: "\n"))
            } else if begins("/*") {
                place += 2
                skip(to: "*/")
                kept.append(UInt8(ascii: " "))
            } else if bytes[place] == UInt8(ascii: "\"") {
                place += 1
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                    place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
                }
                place += 1
            } else {
                kept.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Whether code defines a struct or class of a name, and does not only announce it.
    static func defines(_ name: String, in code: String) -> Bool {
        code.ranges(of: name).contains { range in
            let word = code[..<range.lowerBound].reversed().drop { $0.isWhitespace }.prefix { $0.isLetter }
            let after = code[range.upperBound...].drop { $0.isWhitespace }
            return ["struct", "class"].contains(String(word.reversed()))
                && ["{", ":", "final"].contains { after.hasPrefix($0) }
        }
    }
}
