/// The C++ program that calls a method of a submission's `Solution`.
enum CppDriver {
    /// What it is called in the work folder; it includes the submission.
    static let fileName = "atlas_functional.cpp"

    /// Its source: what a submission may use, the nodes beside its own, the submission, and a `main` that calls the method.
    static func text(calling signature: FunctionSignature, ownNodes nodes: Set<String>) -> String {
        let driver = String(decoding: PackageResources.functional_cpp, as: UTF8.self)
        var defines = ""
        for (name, define) in ownNodes where nodes.contains(name) { defines += "#define \(define)\n" }
        // The header first, where it can be taken precompiled.
        return "#include <bits/stdc++.h>\n" + defines
            + driver.replacing("ATLAS_METHOD", with: signature.name)
            .replacing("ATLAS_CHANGES_ARGUMENT", with: "\(signature.changesArgument)")
            .replacing("ATLAS_COUNT", with: "\(signature.parameters?.count ?? -1)")
            .replacing("ATLAS_WIDE", with: tuple(signature, whole: "long long"))
            .replacing("ATLAS_NARROW", with: tuple(signature, whole: "int"))
    }

    /// The nodes that a source defines, as far as is seen without its preprocessor, which may leave them out.
    static func nodes(definedIn source: String) -> Set<String> {
        types(definedIn: source).intersection(ownNodes.map { $0.name })
    }

    /// What tells the driver that a type of nodes is the submission's own.
    private static let ownNodes = [
        (name: "ListNode", define: "ATLAS_OWN_LIST_NODE"), (name: "TreeNode", define: "ATLAS_OWN_TREE_NODE"),
    ]

    /// The types of the arguments, with a type for whole numbers; void where the starter code does not say all of them.
    private static func tuple(_ signature: FunctionSignature, whole: String) -> String {
        let types = (signature.parameters ?? []).map { type($0, whole: whole) }
        return types.contains(nil) ? "void" : "std::tuple<\(types.compactMap { $0 }.joined(separator: ", "))>"
    }

    /// The type that LeetCode has in C++ for an annotation of Python's, for the common ones.
    private static func type(_ annotation: String, whole: String) -> String? {
        switch annotation {
        case "int": return whole
        case "float": return "double"
        case "str": return "std::string"
        case "bool": return "bool"
        case "ListNode", "TreeNode": return annotation + " *"
        default:
            guard annotation.hasSuffix("]"), let open = annotation.firstIndex(of: "["),
                let item = type(String(annotation[annotation.index(after: open)...].dropLast()), whole: whole)
            else { return nil }
            switch annotation[..<open] {
            case "List", "list": return "std::vector<\(item)>"
            case "Optional" where item.hasSuffix("*"): return item
            default: return nil
            }
        }
    }

    /// The structs and classes that a source defines, and does not only announce.
    private static func types(definedIn source: String) -> Set<String> {
        var words = SourceWords(source)
        var types: Set<String> = []
        var announced: String?
        var previous = ""
        while let word = words.next() {
            if ["struct", "class"].contains(previous) { announced = word }
            if ["{", "}", "(", ")", ";"].contains(word) {
                if word == "{", let announced { types.insert(announced) }
                announced = nil
            }
            previous = word
        }
        return types
    }
}
