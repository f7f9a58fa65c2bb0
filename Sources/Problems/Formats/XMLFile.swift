import FoundationEssentials
import Glibc

/// One element of an XML file, with what is in it.
struct XMLElement {
    /// The element's name.
    let name: String
    /// Its attributes.
    let attributes: [String: String]
    /// The line on which it begins, counted from 1.
    let line: Int
    /// Its text, that of nested elements left out.
    fileprivate(set) var text = ""
    /// The elements in it.
    fileprivate(set) var children: [XMLElement] = []

    /// The first element at a path of names.
    func first(_ names: String...) -> XMLElement? {
        var element: XMLElement? = self
        for name in names { element = element?.children.first { $0.name == name } }
        return element
    }

    /// All elements of a name right below.
    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}

/// Reads an XML file by expat, which every Debian system with Python has; it bounds the growth of entities.
///
/// Foundation's reader costs each start of `atlas` some milliseconds for the library alone. Source: expat's reference,
/// https://libexpat.github.io/doc/.
enum XMLFile {
    private typealias Parser = OpaquePointer

    /// What the parser's callbacks fill.
    private final class Builder {
        var open: [XMLElement] = [XMLElement(name: "", attributes: [:], line: 0)]
        var line: () -> Int = { 0 }
        var isTooDeep = false
    }

    private static let deepest = 100

    /// The root element.
    ///
    /// - Throws: `ProblemError.malformed`, with the line.
    static func root(_ text: String, path: String) throws(ProblemError) -> XMLElement {
        let expat = try DynamicLibrary("libexpat.so.1", package: "libexpat1")
        let create = try expat.function(
            "XML_ParserCreate", as: (@convention(c) (UnsafePointer<CChar>?) -> Parser?).self)
        let free = try expat.function("XML_ParserFree", as: (@convention(c) (Parser?) -> Void).self)
        let setData = try expat.function(
            "XML_SetUserData", as: (@convention(c) (Parser?, UnsafeMutableRawPointer?) -> Void).self)
        typealias Start =
            @convention(c) (
                UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafeMutablePointer<UnsafePointer<CChar>?>?
            ) -> Void
        typealias End = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Void
        typealias Characters = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, Int32) -> Void
        let setElements = try expat.function(
            "XML_SetElementHandler", as: (@convention(c) (Parser?, Start, End) -> Void).self)
        let setCharacters = try expat.function(
            "XML_SetCharacterDataHandler", as: (@convention(c) (Parser?, Characters) -> Void).self)
        let parse = try expat.function(
            "XML_Parse", as: (@convention(c) (Parser?, UnsafePointer<CChar>?, Int32, Int32) -> Int32).self)
        let code = try expat.function("XML_GetErrorCode", as: (@convention(c) (Parser?) -> Int32).self)
        let message = try expat.function(
            "XML_ErrorString", as: (@convention(c) (Int32) -> UnsafePointer<CChar>?).self)
        let line = try expat.function("XML_GetCurrentLineNumber", as: (@convention(c) (Parser?) -> UInt).self)

        let parser = create("UTF-8")
        defer { free(parser) }
        let builder = Builder()
        builder.line = { Int(line(parser)) }
        setData(parser, Unmanaged.passUnretained(builder).toOpaque())
        setElements(parser, { XMLFile.start($0, $1, $2) }, { data, _ in XMLFile.end(data) })
        setCharacters(parser, { XMLFile.characters($0, $1, $2) })
        // Settings files are at most 4 MiB: the length fits.
        let isWhole = withExtendedLifetime(builder) { parse(parser, text, Int32(text.utf8.count), 1) == 1 }
        guard isWhole, !builder.isTooDeep, let root = builder.open[0].children.first else {
            let why = builder.isTooDeep ? "elements nested too deep" : message(code(parser)).map { String(cString: $0) }
            throw .malformed(path: path, place: "line \(line(parser))", found: why ?? "no element", expected: "XML")
        }
        return root
    }

    private static func builder(_ data: UnsafeMutableRawPointer?) -> Builder? {
        data.map { Unmanaged<Builder>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func start(
        _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard let builder = builder(data), let name else { return }
        if builder.open.count > deepest { builder.isTooDeep = true }
        var values: [String: String] = [:]
        var index = 0
        while let key = attributes?[index], let value = attributes?[index + 1] {
            values[String(cString: key)] = String(cString: value)
            index += 2
        }
        builder.open.append(XMLElement(name: String(cString: name), attributes: values, line: builder.line()))
    }

    private static func end(_ data: UnsafeMutableRawPointer?) {
        guard let builder = builder(data), builder.open.count > 1 else { return }
        let element = builder.open.removeLast()
        builder.open[builder.open.count - 1].children.append(element)
    }

    private static func characters(_ data: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<CChar>?, _ count: Int32) {
        guard let builder = builder(data), let bytes else { return }
        let text = UnsafeRawBufferPointer(start: bytes, count: Int(count))
        builder.open[builder.open.count - 1].text += String(decoding: text, as: UTF8.self)
    }
}
