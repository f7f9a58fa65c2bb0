/// Finds the class after which a Java source must be called, and whose `main` is to be started.
enum JavaClassName {
    /// The public top-level class, else the top-level class that declares `main`, else the first, and its package with a
    /// dot, empty for none; nil without any class.
    ///
    /// Comments and literals are skipped. Source: The Java Language Specification, 7.6: a public type's file has its
    /// name.
    static func find(in source: String) -> (package: String, name: String)? {
        var words = SourceWords(source)
        var depth = 0
        var classes: [(name: String, isPublic: Bool, hasMain: Bool)] = []
        var isPublic = false
        var package = ""
        var isInPackage = false
        var previous = ""
        while let word = words.next() {
            switch word {
            case "{": depth += 1
            case "}":
                depth -= 1
                isPublic = false
            case ";":
                isPublic = false
                isInPackage = false
            case "package" where depth == 0 && classes.isEmpty: isInPackage = true
            case _ where isInPackage: package += word + "."
            case "public" where depth == 0: isPublic = true
            case "(" where depth == 1 && previous == "main":
                if !classes.isEmpty { classes[classes.count - 1].hasMain = true }
            default:
                if depth == 0, ["class", "interface", "enum", "record"].contains(previous) {
                    classes.append((word, isPublic, false))
                }
            }
            previous = word
        }
        let started = classes.first { $0.isPublic } ?? classes.first { $0.hasMain } ?? classes.first
        return started.map { (package, $0.name) }
    }
}
