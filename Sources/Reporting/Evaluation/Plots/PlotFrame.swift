/// The axes of a plot whose vertical axis is a share in percent.
struct PlotFrame {
    static let width = 420.0
    static let height = 250.0
    private static let left = 46.0
    private static let right = 14.0
    private static let top = 12.0
    private static let bottom = 44.0

    var canvas: SVGCanvas
    private let largestX: Double

    /// Draws the axes.
    ///
    /// - Parameters:
    ///   - title: What the plot shows.
    ///   - largestX: The right end of the horizontal axis, above 0; its left end is 0.
    ///   - xLabel: What the horizontal axis counts.
    ///   - ticks: Marks on the horizontal axis.
    init(title: String, largestX: Double, xLabel: String, ticks: [(x: Double, label: String)]) {
        canvas = SVGCanvas(width: Self.width, height: Self.height, title: title)
        self.largestX = largestX
        for share in [0, 0.25, 0.5, 0.75, 1] {
            canvas.line(Self.left, y(share), Self.width - Self.right, y(share), share == 0 ? "axis" : "grid")
            canvas.text("\(Int(share * 100)) %", Self.left - 7, y(share) + 4, .end)
        }
        for tick in ticks {
            canvas.line(x(tick.x), y(0), x(tick.x), y(0) + 4, "axis")
            canvas.text(tick.label, x(tick.x), y(0) + 17, .middle)
        }
        canvas.text(xLabel, (Self.left + Self.width - Self.right) / 2, Self.height - 6, .middle, "label")
    }

    /// Where a value stands on the horizontal axis.
    func x(_ value: Double) -> Double {
        Self.left + 8 + value / largestX * (Self.width - Self.left - Self.right - 16)
    }

    /// Where a share stands on the vertical axis.
    func y(_ share: Double) -> Double { Self.top + (1 - share) * (Self.height - Self.top - Self.bottom) }

    /// Round marks from 0 to about a value, at most six.
    static func roundTicks(to largest: Double) -> [Double] {
        guard largest > 0 else { return [0] }
        var step = 1e-9
        // 1, 2, 5, 10, 20, …: the first step that needs at most six marks.
        var factors = [2.0, 2.5, 2.0].makeIterator()
        while largest / step > 5 {
            guard let factor = factors.next() else {
                factors = [2.0, 2.5, 2.0].makeIterator()
                continue
            }
            step *= factor
        }
        return (0...Int(largest / step)).map { Double($0) * step }
    }
}
