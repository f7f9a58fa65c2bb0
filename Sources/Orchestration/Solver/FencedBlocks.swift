/// The fenced code blocks of a Markdown text, read leniently: models write all sorts.
struct FencedBlocks {
    /// One block.
    struct Block: Equatable {
        /// The first word after the fence, in lower case.
        let tag: String
        /// What is inside, without the indentation of the fence itself.
        let text: String
        /// Whether the closing fence is there; it is not when the answer was cut.
        let isClosed: Bool
        /// The line of the opening fence, from 0.
        let line: Int
    }

    /// The blocks, in order.
    let blocks: [Block]
    /// The other lines, each with its number from 0.
    let prose: [(number: Int, text: Substring)]

    init(_ text: String) {
        var blocks: [Block] = []
        var prose: [(Int, Substring)] = []
        var open: (fence: Fence, line: Int, body: [Substring])?
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (number, line) in lines.enumerated() {
            let fence = Fence(line)
            if let current = open {
                if let fence, fence.closes(current.fence) {
                    blocks.append(Self.block(current, isClosed: true))
                    open = nil
                } else {
                    open?.body.append(line)
                }
            } else if let fence {
                open = (fence, number, [])
            } else {
                prose.append((number, line))
            }
        }
        if let open { blocks.append(Self.block(open, isClosed: false)) }
        self.blocks = blocks
        self.prose = prose
    }

    private static func block(_ open: (fence: Fence, line: Int, body: [Substring]), isClosed: Bool) -> Block {
        let body = open.body.map { line in
            let spaces = line.prefix(open.fence.indentation).prefix { $0 == " " || $0 == "\t" }
            return line.dropFirst(spaces.count)
        }
        return Block(tag: open.fence.tag, text: body.joined(separator: "\n"), isClosed: isClosed, line: open.line)
    }

    /// A line of three or more backticks or tildes, and the word after them.
    private struct Fence {
        let mark: Character
        let length: Int
        let indentation: Int
        let tag: String

        init?(_ line: Substring) {
            let spaces = line.prefix { $0 == " " || $0 == "\t" }
            let rest = line.dropFirst(spaces.count)
            guard let mark = rest.first, mark == "`" || mark == "~" else { return nil }
            let marks = rest.prefix { $0 == mark }
            let after = rest.dropFirst(marks.count)
            guard marks.count >= 3, !after.contains("`") else { return nil }
            self.mark = mark
            length = marks.count
            indentation = spaces.count
            let word = after.drop { " {.\t".contains($0) }.prefix { !" :}\t,".contains($0) }
            tag = word.lowercased()
        }

        func closes(_ opening: Fence) -> Bool {
            mark == opening.mark && length >= opening.length && tag.isEmpty
        }
    }
}
