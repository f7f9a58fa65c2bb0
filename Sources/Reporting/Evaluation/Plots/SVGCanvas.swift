/// An SVG drawing in the making.
///
/// Colours and fonts are classes that the page's style sheet gives a look, light or dark.
struct SVGCanvas {
    private let width: Double
    private let height: Double
    private let title: String
    private var body = ""

    /// Starts a drawing; its title is what a screen reader says of it.
    init(width: Double, height: Double, title: String) {
        self.width = width
        self.height = height
        self.title = title
    }

    /// Where a text stands in respect of its point.
    enum Anchor: String {
        case start, middle, end
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        body += "<line class=\"\(style)\" x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\"/>"
    }

    mutating func circle(_ x: Double, _ y: Double, radius: Double, _ style: String, hint: String) {
        body +=
            "<circle class=\"\(style)\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\">"
            + "<title>\(HTMLText.escaped(hint))</title></circle>"
    }

    mutating func rectangle(
        _ x: Double, _ y: Double, width: Double, height: Double, _ style: String, hint: String
    ) {
        body +=
            "<rect class=\"\(style)\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\">"
            + "<title>\(HTMLText.escaped(hint))</title></rect>"
    }

    mutating func path(_ points: [(x: Double, y: Double)], _ style: String) {
        let steps = points.enumerated().map { "\($0 == 0 ? "M" : "L")\(n($1.x)) \(n($1.y))" }.joined()
        body += "<path class=\"\(style)\" d=\"\(steps)\"/>"
    }

    mutating func text(_ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ style: String = "") {
        body +=
            "<text class=\"\(style)\" x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor.rawValue)\">"
            + HTMLText.escaped(text) + "</text>"
    }

    /// The element.
    var svg: String {
        "<svg viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" aria-label=\"\(HTMLText.escaped(title))\">\(body)</svg>"
    }

    /// A tenth of a unit is less than a pixel.
    private func n(_ value: Double) -> String {
        let text = Quantity.fixed(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
