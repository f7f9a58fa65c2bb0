import Files
import FoundationEssentials
import Glibc

/// The embedded model: a small coder model that needs no key, fetched once into the user's cache.
///
/// Everything about it is in one Python program, `local_model.py`, which travels inside the binary: what is
/// fetched from where, its checksums, how it is served.
public enum LocalModel {
    /// The model as its server names it.
    public static let name = "qwen2.5-coder-1.5b-instruct"

    /// Where it lies: `local-model` in the user's cache folder.
    public static var defaultCacheDirectory: String { cacheDirectory(ProcessInfo.processInfo.environment) }

    /// Where it lies by these variables: as if `ATLAS_CACHE` were not set where that says to keep nothing, as the model
    /// is of no use unless it is kept.
    static func cacheDirectory(_ environment: [String: String]) -> String {
        let folder =
            UserFolders.cache(environment) ?? UserFolders.cache(environment.filter { $0.key != "ATLAS_CACHE" })
        return (folder ?? "/root/.cache/atlas") + "/local-model"
    }

    /// Whether the model can be started from `cacheDirectory`, as far as a quick look tells.
    ///
    /// - Parameter cacheDirectory: Where the model lies.
    /// - Returns: False where a setup is needed.
    public static func isSetUp(cacheDirectory: String = defaultCacheDirectory) -> Bool {
        access(cacheDirectory + "/ready.json", R_OK) == 0 && access(python(of: cacheDirectory), X_OK) == 0
    }

    /// Fetches the model: 1.1 GB, about a minute; quick when it is there already.
    ///
    /// Progress goes to standard error.
    /// What an interrupted call fetched is not fetched again. Two calls at once do not collide: one waits.
    ///
    /// - Parameter cacheDirectory: Where the model shall lie; made if missing.
    /// - Throws: `ModelError.localUnavailable` where it cannot be had: no Python, no network, no space.
    public static func setUp(cacheDirectory: String = defaultCacheDirectory) async throws(ModelError) {
        let script = try writeScript(in: cacheDirectory)
        let command = [try systemPython(), "-I", script, "setup", "--json", "--cache", cacheDirectory]
        let program = try LocalProgram(command: command, standardError: nil)
        var lines = ""
        while true {
            switch program.readOutput(into: &lines) {
            case .open: break
            case .ended:
                let end = await program.waitForEnd()
                if case .exited(0) = end { return }
                throw .localUnavailable(failure(in: lines) ?? "the setup \(end.description)")
            }
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                await program.end(grace: .seconds(5))
                throw .cancelled
            }
        }
    }

    /// The interpreter of the virtual environment that setting up made.
    static func python(of cacheDirectory: String) -> String {
        cacheDirectory + "/venv/bin/python"
    }

    /// Puts the program into the cache, unless it lies there just so; returns its path.
    static func writeScript(in cacheDirectory: String) throws(ModelError) -> String {
        let path = cacheDirectory + "/local_model.py"
        let content = Data(PackageResources.local_model_py)
        do {
            try FileManager.default.createDirectory(atPath: cacheDirectory, withIntermediateDirectories: true)
            if (try? Data(contentsOf: URL(filePath: path))) != content {
                try content.write(to: URL(filePath: path), options: .atomic)
            }
        } catch {
            let reason = String(cString: strerror(errno))
            throw .localUnavailable("\(path): \(reason); expected a folder that can be written to")
        }
        return path
    }

    /// A real Python 3: the system's own before whatever a PATH with shims offers.
    static func systemPython() throws(ModelError) -> String {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let candidates = ["/usr/bin/python3"] + path.split(separator: ":").map { $0 + "/python3" }
        guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else {
            throw .localUnavailable("python3 is not there; install the packages python3 and python3-venv")
        }
        return found
    }

    /// The reason that the program gave as `{"error": …}`.
    static func failure(in lines: String) -> String? {
        struct Line: Decodable { let error: String }
        return lines.split(separator: "\n").lazy
            .compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }.first?.error
    }
}
