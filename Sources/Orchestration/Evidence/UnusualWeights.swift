/// What a character adds to the tokens of a text where it is no ordinary program or prose: keys, hashes, base64, golfed code,
/// rows of symbols, scripts that vocabularies hardly know.
///
/// A vocabulary has words and the pairs of symbols that programs use, and tells apart letters, digits, symbols and white
/// space. So a run of letters costs a token, more for each pair of letters that is rare in words, for changes from small to
/// capital letters and for length; a symbol is nearly a token, and so is a character alone between others. The weights are
/// fitted to the tokenizers of `cl100k`, `o200k`, DeepSeek and Claude 2, the largest count of the four each time.
struct UnusualWeights: TokenWeights {
    static let unit = 100

    private enum Kind {
        case letter
        case digit
        case symbol
        case space
        /// Line breaks and tabs.
        case gap
        case other
    }

    private var previous: Unicode.Scalar = "\n"
    private var kind = Kind.gap
    /// The kind of the run before this one.
    private var kindBefore = Kind.gap
    /// How many characters the run has so far; a capital letter behind a small one begins another.
    private var length = 0
    private var isBehindRarePair = false
    private var isBehindSmallLetter = false
    private var word = UsualWords()
    /// What the letters of the word add beyond one token.
    private var beyondOne = 0

    /// The weight of the next character; less than nothing where it ends a word that is one token after all.
    mutating func next(_ scalar: Unicode.Scalar) -> Int {
        let kind = Self.kind(scalar)
        guard kind == .letter else {
            let refund = self.kind == .letter && word.isWord ? beyondOne : 0
            return weight(scalar, kind) - refund
        }
        if self.kind != .letter { (word, beyondOne) = (UsualWords(), -100) }
        word.append(scalar)
        let weight = weight(scalar, kind)
        beyondOne += weight
        return weight
    }

    private mutating func weight(_ scalar: Unicode.Scalar, _ kind: Kind) -> Int {
        if kind != self.kind {
            kindBefore = self.kind
            self.kind = kind
            length = 0
            isBehindSmallLetter = false
        }
        length += 1
        defer { previous = scalar }
        switch kind {
        case .letter: return letter(scalar)
        case .digit: return previous == " " ? 200 : 100
        case .symbol: return symbol(scalar)
        case .space: return space()
        case .gap: return previous == scalar ? 34 : 100
        case .other: return Self.other(scalar.value)
        }
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Kind {
        switch scalar {
        case "a"..."z", "A"..."Z": .letter
        case "0"..."9": .digit
        case " ": .space
        case "\n", "\t": .gap
        case _ where scalar.isASCII: .symbol
        default: .other
        }
    }

    private mutating func letter(_ scalar: Unicode.Scalar) -> Int {
        let isCapital = scalar.value < 0x60
        if length > 1, isCapital, previous.value >= 0x60 {  // as in `nodeList`
            length = 1
            isBehindSmallLetter = true
        }
        guard length > 1 else {
            isBehindRarePair = false
            return 100
        }
        guard Self.isUsual(previous, scalar) else {
            defer { isBehindRarePair = true }
            return isBehindRarePair ? 100 : 75
        }
        isBehindRarePair = false
        if length == 2, isBehindSmallLetter { return 60 }
        let weight = length <= 4 ? 12 : length <= 10 ? 25 : 55
        return isCapital ? max(weight, 50) : weight
    }

    private func symbol(_ scalar: Unicode.Scalar) -> Int {
        guard length > 1 else { return 100 }
        if Self.usualSymbols.contains(Pair(first: previous, second: scalar)) { return 10 }
        if previous == scalar { return 55 }
        return length == 2 ? 65 : 80
    }

    /// A space is part of the word behind it, and more of them are part of the line break before them.
    private func space() -> Int {
        switch (kindBefore, length) {
        case (.gap, _): 4
        case (.symbol, 1): 10
        case (_, 1): 0
        case (_, 2): 94
        default: 4
        }
    }

    /// Random characters of a script, for those that have tokens of their own; else a byte is a token.
    private static func other(_ value: UInt32) -> Int {
        switch value {
        case 0x410..<0x450: 115  // Russian
        case 0xA1..<0x100, 0x5D0..<0x5EB, 0x620..<0x64B: 150  // Latin-1, Hebrew, Arabic
        case ..<0x800: 200
        case 0x2026: 100  // the dots of our own marks
        case 0x2010..<0x2027, 0xFFFD: 150  // dashes, quotes and dots; what is not UTF-8
        case 0x3000..<0x3100, 0xFF00..<0xFF5F: 200  // kana, full-width forms
        case 0xF00..<0x1000: 340  // Tibetan, some of it taken apart before it is cut into tokens
        case 0x900..<0xE80: 220  // scripts of India, Thai, Lao
        case 0x4E00..<0xA000: 250  // Han
        case ..<0x10000, 0x1F000..<0x1FB00: 300  // Hangul and all else; emoji
        default: 400
        }
    }
}

// MARK: - Pairs

extension UnusualWeights {
    private struct Pair: Hashable {
        let first: Unicode.Scalar
        let second: Unicode.Scalar
    }

    /// Pairs of symbols that are one token: the usual ones of programs.
    private static let usualSymbols: Set<Pair> = {
        let pairs =
            #"!= ") ", "] && ') ', '] (" (' (( () )) ), ). ): ); ** ++ += -- -= ->"#
            + #" // :: << <= == => >= >> [" [' [( [[ [] ]) ], ]. ]: ][ ]] __ `` || };"#
        return Set(
            pairs.split(separator: " ").compactMap { pair in
                guard let first = pair.unicodeScalars.first, let second = pair.unicodeScalars.last else { return nil }
                return Pair(first: first, second: second)
            })
    }()

    /// Whether a letter often stands behind another in words of English and in names of programs.
    private static func isUsual(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        followers[Int(first.value & 31)] >> (second.value & 31) & 1 == 1
    }

    /// For each letter the set of those that follow it in 95 of 100 pairs, as bits.
    private static let followers: [UInt32] = {
        var sets = [UInt32](repeating: 0, count: 32)
        let rows = """
            abcdgiklmnprstuvxy baeloruy cacehiklortu dadeilors eacdefgilmnprstvwxy faefilortu gehiorsu haeiot
            iabcdefglmnoprstv kes ladefilostuy mabeiopsu nacdegilopstuy obcdfgilmnoprstuvw paeiloprstuy qu
            racdegimnorstuy sacehilopstuwy tacdehiloprstuwy uabdelmnprst vaei waehinor xipt yst ze
            """
        for row in rows.split(whereSeparator: \.isWhitespace) {
            let letters = row.utf8.map { Int($0 & 31) }
            for follower in letters.dropFirst() { sets[letters[0]] |= 1 << UInt32(follower) }
        }
        return sets
    }()
}
