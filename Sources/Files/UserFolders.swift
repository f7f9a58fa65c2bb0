/// The folders of the user in which atlas keeps something.
///
/// A relative `XDG_CACHE_HOME` or `XDG_CONFIG_HOME` is ignored, as the XDG base directory specification says.
package enum UserFolders {
    /// For what can be made or fetched again: `ATLAS_CACHE`, else `atlas` in `XDG_CACHE_HOME`, else in `~/.cache`.
    ///
    /// Nil where nothing is to be kept, which an empty `ATLAS_CACHE` says, and without a home folder.
    package static func cache(_ environment: [String: String]) -> String? {
        if let own = environment["ATLAS_CACHE"] { return own.hasPrefix("/") ? own : nil }
        return folder("XDG_CACHE_HOME", ".cache", environment)
    }

    /// What is wrong with `ATLAS_CACHE`; nil for nothing.
    package static func cacheFault(_ environment: [String: String]) -> String? {
        guard let own = environment["ATLAS_CACHE"], !own.isEmpty, !own.hasPrefix("/") else { return nil }
        return "ATLAS_CACHE: \"\(own)\" is a relative path; expected one that begins with /, or nothing to keep nothing"
    }

    /// For the user's settings: `atlas` in `XDG_CONFIG_HOME`, else in `~/.config`; nil without a home folder.
    package static func settings(_ environment: [String: String]) -> String? {
        folder("XDG_CONFIG_HOME", ".config", environment)
    }

    private static func folder(_ variable: String, _ usual: String, _ environment: [String: String]) -> String? {
        func absolute(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        return (absolute(variable) ?? absolute("HOME").map { "\($0)/\(usual)" }).map { "\($0)/atlas" }
    }
}
