import Glibc

/// A system library that is loaded when it is first needed.
///
/// Linking what only `problems import` uses would cost each start of `atlas`: libarchive alone brings ten libraries.
struct DynamicLibrary {
    /// Handles are never closed: symbols taken from them stay right until the process ends.
    private let handle: UInt
    private let name: String

    /// Loads a library.
    ///
    /// - Parameters:
    ///   - name: Its soname.
    ///   - package: The Debian package it comes in, for the error.
    /// - Throws: `ProblemError.unreadable`, which names the package to install.
    init(_ name: String, package: String) throws(ProblemError) {
        guard let opened = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
            throw .unreadable(path: name, reason: "this library is not installed; apt-get install \(package)")
        }
        handle = UInt(bitPattern: opened)
        self.name = name
    }

    /// A function of the library as a C function of that type; the caller vouches that it is the one in its header.
    ///
    /// - Throws: `ProblemError.unreadable` when the library has no such function.
    func function<Function>(_ symbol: String, as type: Function.Type) throws(ProblemError) -> Function {
        guard let address = dlsym(UnsafeMutableRawPointer(bitPattern: handle), symbol) else {
            throw .unreadable(path: name, reason: "this library has no function \(symbol)")
        }
        return unsafeBitCast(address, to: type)
    }
}
