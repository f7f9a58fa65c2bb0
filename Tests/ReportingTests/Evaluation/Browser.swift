import Foundation
import Glibc

/// Headless Chromium, driven through its pipe for developers' tools.
///
/// Messages are JSON with a NUL after each, on the browser's descriptors 3 and 4.
/// Source: Chromium, content/public/browser/devtools_agent_host.h, `--remote-debugging-pipe`.
final class Browser {
    /// The path of the program; nil where none is installed.
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = ["chromium", "chromium-browser", "google-chrome"].flatMap { name in
            folders.map { "\($0)/\(name)" }
        }
        return paths.first { access($0, X_OK) == 0 }
    }()

    /// What keeps a test from driving the browser.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Console messages, exceptions and refusals of the page's policy, since the start.
    private(set) var complaints: [String] = []

    private let process = Process()
    private let folder: String
    private let toBrowser: Int32
    private let fromBrowser: Int32
    private var received = Data()
    private var lastID = 0
    private var session: String?
    private var isLoaded = false

    init() throws {
        guard let path = Self.path else { throw Failure(description: "no browser") }
        folder = NSTemporaryDirectory() + "/atlas-browser-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        mkfifo("\(folder)/in", 0o600)
        mkfifo("\(folder)/out", 0o600)
        // Opened for both directions, so that neither end waits for the other.
        toBrowser = Glibc.open("\(folder)/in", O_RDWR | O_CLOEXEC)
        fromBrowser = Glibc.open("\(folder)/out", O_RDWR | O_CLOEXEC)
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "exec \"$0\" \"$@\" 3<\"$FOLDER/in\" 4>\"$FOLDER/out\" 2>/dev/null", path, "--headless=new",
            "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--user-data-dir=\(folder)/profile",
            "about:blank",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["FOLDER": folder]) { $1 }
        try process.run()
        let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
        session = try call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log"] { _ = try call("\(domain).enable") }
    }

    deinit {
        session = nil
        _ = try? call("Browser.close")
        process.waitUntilExit()
        close(toBrowser)
        close(fromBrowser)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Opens a file, and waits until it is loaded.
    func open(file: String) throws {
        isLoaded = false
        _ = try call("Page.navigate", ["url": URL(filePath: file).absoluteString])
        while !isLoaded { take(try message()) }
    }

    /// The value of an expression in the page; a promise is waited for.
    func value(_ expression: String) throws -> Any? {
        let result = try call(
            "Runtime.evaluate", ["expression": expression, "awaitPromise": true, "returnByValue": true])
        if let exception = result["exceptionDetails"] { throw Failure(description: "\(expression): \(exception)") }
        return (result["result"] as? [String: Any])?["value"]
    }

    /// Sets the size of the window, in CSS pixels.
    func setSize(width: Int, height: Int) throws {
        _ = try call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    }

    private func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        lastID += 1
        let id = lastID
        var message: [String: Any] = ["id": id, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        let bytes = try JSONSerialization.data(withJSONObject: message) + Data([0])
        guard bytes.withUnsafeBytes({ write(toBrowser, $0.baseAddress, $0.count) }) == bytes.count else {
            throw Failure(description: "the browser does not read")
        }
        while true {
            let answer = try self.message()
            guard answer["id"] as? Int == id else {
                take(answer)
                continue
            }
            guard let result = answer["result"] as? [String: Any] else {
                throw Failure(description: "\(method): \(answer["error"] ?? "no result")")
            }
            return result
        }
    }

    private func take(_ event: [String: Any]) {
        switch event["method"] as? String {
        case "Page.loadEventFired": isLoaded = true
        case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled":
            complaints.append("\(event["params"] ?? "")")
        default: break
        }
    }

    /// The next message; a browser that says nothing for a minute is gone.
    private func message() throws -> [String: Any] {
        while true {
            if let end = received.firstIndex(of: 0) {
                let bytes = received[received.startIndex..<end]
                received = received[(end + 1)...]
                return try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
            }
            var ready = pollfd(fd: fromBrowser, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 60_000) > 0 else { throw Failure(description: "the browser says nothing") }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(fromBrowser, &buffer, buffer.count)
            guard count > 0 else { throw Failure(description: "the browser's pipe is shut") }
            received.append(contentsOf: buffer[..<count])
        }
    }
}
