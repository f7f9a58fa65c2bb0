import Testing

@testable import Orchestration

/// The estimate beside counts of real tokenizers: the largest of `cl100k`, `o200k`, DeepSeek's and Claude 2's for each text.
@Suite struct TokenEstimateTests {
    struct Measured: Sendable, CustomTestStringConvertible {
        let kind: String
        let text: String
        let tokens: Int

        init(_ kind: String, _ text: String, _ tokens: Int) {
            self.kind = kind
            self.text = text
            self.tokens = tokens
        }

        var testDescription: String { kind }
    }

    static let unusual = [
        Measured(
            "base64", #"5+7nYV7zXzDkm0guFcrnUAcgHhJhew/tp+Fkd5b/AivqjtAqgqF1kw8jN803lMUiCABtaxrwwMvWJWWKrCyfqgfR"#, 64),
        Measured("base85", #"FHVC17x!M;Ov&OGr}nEorR0Y?c2QNo^}=C5IRuX1_gbn99BQ>|V1@ll`wG?z=HnN{JdT_VOK{-Pnz^Ar"#, 63),
        Measured(
            "hexadecimal", #"18353713827ac883d7fb9659234074f5258f6c68082389d2e47f1e175a90bc432fb946e6a9471109"#, 45),
        Measured(
            "escapes",
            #"\xf3\xb7\x9f\x11\x0a\x26\xf6\x22\x9f\xa3\x45\x25\x26\xe7\xbc\x16\x42\xae\xb4\x2b\xf2\x27\xd5\x0f"#, 75),
        Measured(
            "small letters",
            #"psatvmmsatcccudinxkmxwsooorcqyqajtcpahwdpytvpialjevtgqfykvophkmvigunzzyggmhskgeeplbwcifd"#, 47),
        Measured(
            "capital letters",
            #"OPIGNMUQPVKWTOKCBITBVWISLJUZSAUEMOGAYIHYEZBUDODURUUZLCVGGPIFWAYPRWBFHIYLRWQQTYFMZWHCNXME"#, 53),
        Measured(
            "letters", #"CDmOayJKPGYvDuPngUZPThnpyftIYuqTbwGfcCvJAXrFbnZeBZclIvRYiEjHUHRSCFLSfWoCHJsUJOkHGJqtQyNn"#, 61),
        Measured(
            "letters and symbols",
            #"MsI]z!o{aWdfZp[lvi&!ZIF(]qR$(Ony@dHqceytDbKPTF]n]p}Gz$cW!uABBrDSxOOyBymrEqlHXm$@qzZcmzTU"#, 66),
        Measured(
            "symbols", #"$=<`]_<-,&;#:$!@]>~</?:%&^$&^,^)-$?@%-|#]$_{|}<+}&~+!`=@.&^}|+[+{&~^$<;!_/#;,=/.`{?~&<?_"#, 68),
        Measured("golfed code", #"qK_w=a[i][j]^~b>>k&-x\#nzQ_x=b[k][i]^~a>>j&-y\#nvX_q=c[j][k]^~c>>i&-z"#, 56),
        Measured(
            "two letters at a time",
            #"ZW qr hV VX kz iv IS xX BW lz nU le Zv tE ga wO Nd or Qt vn Qz Kl Ie yG FP nS hW zK"#, 45),
        Measured(
            "letters in lines",
            #"a\#nd\#nt\#nd\#nx\#nh\#ni\#no\#nm\#nq\#nb\#ny\#ng\#nu\#nm\#na\#nd\#ni\#ni\#ni\#nk\#nr\#nr\#nq\#nn\#nq\#ns\#nd\#nu\#no\#nz\#nu\#nc\#nr\#nt\#nv"#,
            71),
        Measured("letters and commas", #"y,b,m,f,m,p,f,p,r,t,t,b,n,p,n,j,q,m,t,j,l,q,j,p,u,i,r,j,v,w,x,j,a,a,y,h"#, 71),
        Measured(
            "letters and digits", #"L0O2A6d5V6d9U5e3B7q3c8g7j3M1d9A7h3d5H2h5C2Q6D9q9R6x8i4U2p7h8t8N5r4N9S9m4"#, 72),
        Measured(
            "a list of digits",
            #"3, 3, 3, 8, 3, 0, 0, 0, 4, 4, 6, 0, 9, 0, 1, 3, 8, 4, 1, 1, 2, 8, 3, 5, 7, 7, 5, 3, 5, 5"#, 88),
        Measured(
            "a grid", #"EX#**.*.E**O***#EEXS\#nE*#S#X*OSSO*X*#EXSO.\#nES.O.EOOE*XES**..S#X\#nO.XSEX*XSS##SXXSS.SX"#, 62),
        Measured("Chinese", #"给定一个长度为 n 的整数数组,请你计算所有子数组的最大值之和。"#, 25),
        Measured("any Han", #"颥矙龗壾佁仛氻鬭齾厵麤爩驫灪"#, 32),
        Measured("Hangul", #"뷁쮋땛쏾뀰흟갋뭷쳅퐇"#, 29),
        Measured("Thai", #"กำหนดอาร์เรย์ของจำนวนเต็มมาให้ จงหาผลรวม"#, 70),
        Measured("emoji", #"🦖🧩🪐🥝🫠🦔🧿🚁🛸🎏"#, 30),
        Measured("accents", #"ǭʒ̃ȹǣɐƾʘ"#, 16),
        Measured("Finnish", #"Annettuna on kokonaislukutaulukko. Laske osataulukoiden suurimpien arvojen summa."#, 33),
        Measured("Russian", #"Дано целое число. Найдите количество различных способов разбить массив."#, 31),
    ]

    static let usual = [
        Measured(
            "a program",
            #"import sys\#n\#ndef solve(values, limit):\#n    total = 0\#n    for value in values:\#n        if value > limit:\#n            total += value\#n    return total\#n\#nprint(solve(list(map(int, sys.stdin.read().split())), 10))\#n"#,
            57),
        Measured(
            "prose",
            #"Given a list of numbers, print the largest sum of two neighbouring numbers. If there are several answers, print any of them."#,
            26),
        Measured(
            "a column of numbers",
            #"462401\#n596927\#n623659\#n963176\#n946224\#n985594\#n720425\#n957743\#n292764\#n459268\#n555966\#n842058\#n319568\#n480537"#,
            49),
        Measured(
            "a row of numbers", #"325 226 409 990 957 747 916 528 254 86 370 848 374 24 372 693 405 598 396 815"#, 39),
    ]

    @Test(arguments: unusual + usual) func `no text has more tokens than it is said to have`(_ row: Measured) {
        #expect(TokenEstimate.of(row.text) >= row.tokens)
    }

    @Test(arguments: usual) func `usual texts are not thought to be much longer`(_ row: Measured) {
        #expect(Double(TokenEstimate.of(row.text)) <= 1.1 * Double(TokenEstimate.usual(row.text)))
        #expect(TokenEstimate.of(row.text) <= 2 * row.tokens)
    }

    @Test(arguments: unusual, [30, 200, 700]) func `a cut keeps to its bound and both ends`(
        _ row: Measured, _ tokens: Int
    )
        throws
    {
        let text = String(repeating: row.text + "\n", count: 60)
        let cut = TokenEstimate.clip(text, within: tokens)
        #expect(TokenEstimate.of(cut) <= tokens)
        #expect(TokenEstimate.of(cut) >= tokens * 3 / 4 - 10)
        let parts = cut.unicodeScalars.split(separator: "…")
        try #require(parts.count == 3)
        #expect(text.unicodeScalars.starts(with: parts[0]))
        #expect(text.unicodeScalars.reversed().starts(with: parts[2].reversed()))
        #expect(TokenEstimate.clip(row.text, within: 1000) == row.text)
    }
}
