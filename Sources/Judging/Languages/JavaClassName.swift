/// Finds the class after which a Java source must be called, and the one whose `main` is to be started.
enum JavaClassName {
    /// The package with a dot, empty for none, and two of the top-level classes; nil without any class.
    ///
    /// The file has the name of the public class, else of the one that is started. That is the public one if it declares `main`, else the
    /// first that does, else the public one, which may inherit it, else the first.
    ///
    /// Comments and literals are skipped. Source: The Java Language Specification, 7.6: a public type's file has its
    /// name.
    static func find(in source: String) -> (package: String, file: String, started: String)? {
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
        let named = classes.first { $0.isPublic }
        let withMain = classes.first { $0.isPublic && $0.hasMain } ?? classes.first { $0.hasMain }
        guard let started = withMain ?? named ?? classes.first else { return nil }
        return (package, named?.name ?? started.name, started.name)
    }
}
