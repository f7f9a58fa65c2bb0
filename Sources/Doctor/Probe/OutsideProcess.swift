import FoundationEssentials
import Glibc

/// A process of ours outside the sandbox, with its stdout in a pipe: for controls, which show that an attack can tell.
struct OutsideProcess {
    /// Its number.
    let process: pid_t
    private let stdout: Int32

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: Its path, then its arguments.
    ///   - stdin: The file that it reads and may write.
    ///   - extraDescriptor: A number above 2 under which it gets `/dev/null` too.
    /// - Throws: `DoctorError.failed`.
    init(_ arguments: [String], stdin: String = "/dev/null", extraDescriptor: Int32? = nil) throws(DoctorError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .failed(object: "pipe", errno: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, stdin, O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        if let extraDescriptor {
            posix_spawn_file_actions_addopen(&actions, extraDescriptor, "/dev/null", O_RDONLY, 0)
        }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child: pid_t = 0
        let error = posix_spawn(&child, arguments[0], &actions, nil, &words, environ)
        guard error == 0 else {
            close(ends[0])
            throw .failed(object: arguments[0], errno: error)
        }
        (process, stdout) = (child, ends[0])
    }

    /// Reads what it writes, waits until it is gone, and returns what it wrote.
    ///
    /// Blocks for as long as it runs; a probe ends by itself.
    func finish() -> String {
        var output = Data()
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(stdout, &buffer, buffer.count)
            if count > 0 { output.append(contentsOf: buffer[..<count]) } else if count == 0 || errno != EINTR { break }
        }
        wait()
        return String(decoding: output, as: UTF8.self)
    }

    /// Waits until it is gone, whoever else holds its stdout.
    func wait() {
        close(stdout)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }

    /// Kills it and waits until it is gone.
    func end() {
        kill(process, SIGKILL)
        wait()
    }
}
