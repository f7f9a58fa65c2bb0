/// The C++ program that calls a method of a submission's `Solution`.
enum CppDriver {
    /// What it is called in the work folder; it includes the submission.
    static let fileName = "atlas_functional.cpp"

    /// Its source: what a submission may use, the submission, and a `main` that calls the method.
    static func text(calling method: String, _ source: String) -> String {
        let driver = String(decoding: PackageResources.functional_cpp, as: UTF8.self)
        let declares = { (name: String) in source.contains("struct \(name)") || source.contains("class \(name)") }
        var defines = ""
        if declares("ListNode") { defines += "#define ATLAS_OWN_LIST_NODE\n" }
        if declares("TreeNode") { defines += "#define ATLAS_OWN_TREE_NODE\n" }
        // The header first, where it can be taken precompiled.
        return "#include <bits/stdc++.h>\n" + defines + driver.replacing("ATLAS_METHOD", with: method)
    }
}
