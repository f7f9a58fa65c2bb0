/// Words that are one token in every vocabulary (few of them two with a capital letter), and a large part of programs and prose.
struct UsualWords {
    /// The letters of the word that is being read, five bits each; nil where it can be none of them.
    private var key: UInt64? = 0
    private var length = 0

    /// Takes the next letter.
    mutating func append(_ letter: Unicode.Scalar) {
        // A capital letter behind the first makes another word of it.
        guard let before = key, length < 12, length == 0 || letter.value >= 0x60 else {
            key = nil
            return
        }
        key = before << 5 | UInt64(letter.value & 31)
        length += 1
    }

    /// Whether the letters so far are such a word.
    var isWord: Bool { key.map(Self.keys.contains) ?? false }

    private static let keys = Set(
        words.split(whereSeparator: \.isWhitespace).map { word in
            word.utf8.reduce(UInt64(0)) { $0 << 5 | UInt64($1 & 31) }
        })

    private static let words = """
        above abs add adj after again all alone already also always an and another ans answer any anything append are
        args arguments arr array as asks assert at auto away back band be because been before begin below best between
        binary bits bool both bound break buf buffer but by cache calculate call called can cannot case ceil cell cells
        char check checks child choice cin class cnt code col cols come comes compute const continue cost count counter
        cout cur current cut day days default define depth dfs difference different digit dist do does done double down
        dp dry dst dynamic each edge edges either elem element elements elif else empty end ended ends entry equal error
        errors even every example except exception exit expected false few file find first fit five float floor follow
        for format found free from front function functional get gets give given goal graph greater grid had has hat
        have he head heap height here hi high higher hot hour how idx if import in include index inf init initialize
        input int into is it iter iterate its join keep key keys known lambda last least left length less let lets
        letter letters level levels like limit limits line lines list listen lo long loop lost low lower lst made main
        make makes many map mask math matrix max maximum may means memory message mid middle min minutes mod module more
        most move much multiple must name names namespace need never next no node nodes none not nothing num number
        numbers nums of often old on once one ones only or order other others otherwise out output over ow own pair
        parent part parts pass path per period piece pieces place places plain points pop pos possible pow prefix prev
        previous price prime print private problem process program ptr public push python rain raise range reach read
        reading reads reason reference res rest result results return reverse right room root round row rows run said
        same sample say second seconds see seen self send seq set share shown side since single size slow small so
        solution solve some something sort sorted source space split spring sqrt src stack start state states static
        station status stay std step steps still stop str string strip struct sub submit such sum swap sys table take
        target template test tests text th than that the their them then there these they this those thought through
        time times tmp to too top total tree true try tuple turn two unless until up update upper use used using val
        vals value vec vector visited void wait walk wall was way ways well were what when where whether which while
        whole width with within without word words would write written wrong yet zip
        """
}
