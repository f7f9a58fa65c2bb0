import Testing

@testable import Evaluation

/// Intervals and tests of significance against the numbers of statsmodels 0.15.0 and SciPy 1.17.1, computed once.
@Suite struct FiguresIntervalTests {
    private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool { abs(a - b) <= tolerance }

    // statsmodels.stats.proportion.proportion_confint(accepted, n, method="wilson")
    @Test(arguments: [
        (accepted: 0, n: 10, low: 0.0, high: 0.27753279986288926),
        (accepted: 10, n: 10, low: 0.7224672001371106, high: 1.0),
        (accepted: 3, n: 10, low: 0.10779126740630104, high: 0.6032218525388546),
        (accepted: 1, n: 1, low: 0.2065493143772374, high: 1.0),
        (accepted: 137, n: 400, low: 0.29769101850421636, high: 0.3903053542110871),
        (accepted: 713, n: 1055, low: 0.646991476909704, high: 0.7033914788287392),
        (accepted: 1, n: 1000, low: 0.00017654637062607765, high: 0.005642558597957937),
    ])
    func `Wilson's interval is that of statsmodels`(_ row: (accepted: Int, n: Int, low: Double, high: Double)) {
        let interval = wilsonInterval(share: Double(row.accepted) / Double(row.n), trials: row.n)
        #expect(isClose(interval.low, row.low) && isClose(interval.high, row.high))
    }

    // statsmodels.stats.contingency_tables.mcnemar([[0, b], [c, 0]], exact=True).pvalue
    @Test(arguments: [
        (b: 0, c: 0, p: 1.0), (b: 1, c: 0, p: 1.0), (b: 5, c: 1, p: 0.21875), (b: 7, c: 7, p: 1.0),
        (b: 12, c: 3, p: 0.03515625), (b: 3, c: 12, p: 0.03515625), (b: 40, c: 21, p: 0.0204147137996349),
        (b: 700, c: 610, p: 0.013902723449447724), (b: 1000, c: 1200, p: 2.1817026407914194e-05),
    ])
    func `McNemar's exact test is that of statsmodels`(_ row: (b: Int, c: Int, p: Double)) {
        #expect(isClose(exactMcNemar(onlyFirst: row.b, onlySecond: row.c), row.p, row.p * 1e-9))
    }

    // statsmodels.stats.proportion.confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
    @Test(arguments: [
        (a: 56, n: 70, b: 48, m: 80, low: 0.05243147240236498, high: 0.33387265403690614),
        (a: 9, n: 10, b: 3, m: 10, low: 0.1705227239345029, high: 0.809017973535488),
        (a: 0, n: 10, b: 0, m: 20, low: -0.1611251580528194, high: 0.27753279986288926),
        (a: 10, n: 10, b: 0, m: 20, low: 0.6790860371419145, high: 1.0),
    ])
    func `the interval of a difference of two shares is Newcombe's`(
        _ row: (a: Int, n: Int, b: Int, m: Int, low: Double, high: Double)
    ) throws {
        func estimate(_ accepted: Int, _ n: Int) throws -> Estimate {
            let tallies = (0..<n).map { SampleTally(accepted: $0 < accepted ? 1 : 0, judged: 1) }
            return try #require(passAtKFigures(tallies).first).estimate
        }
        let difference = try estimate(row.a, row.n).difference(from: try estimate(row.b, row.m))
        #expect(isClose(difference.interval.low, row.low) && isClose(difference.interval.high, row.high))
    }

    /// Shares of accepted samples of twelve problems.
    private static let shares = [0, 0.25, 1, 0.5, 0.75, 1, 0, 0, 0.125, 1, 0.875, 0.5]

    @Test func `the bootstrap draws what another implementation draws from the same seed`() {
        // A Python program of its own, of the same generator, with numpy.quantile of NumPy 2.4.6.
        let rows = Self.shares.map { [$0, 1 - (1 - $0) * (1 - $0)] }
        let intervals = Bootstrap.standard.intervals(rows)
        #expect(isClose(intervals[0].low, 0.2708333333333333))
        #expect(isClose(intervals[0].high, 0.71875))
        #expect(isClose(intervals[1].low, 0.3489583333333333))
        #expect(isClose(intervals[1].high, 0.8138346354166662))
    }

    @Test func `the bootstrap agrees with SciPy's up to chance`() {
        // scipy.stats.bootstrap(method="percentile", n_resamples=200000, rng=1): 0.2708…, 0.7292; 0.3516, 0.8151.
        let rows = Self.shares.map { [$0, 1 - (1 - $0) * (1 - $0)] }
        let intervals = Bootstrap.standard.intervals(rows)
        #expect(isClose(intervals[0].low, 0.2708333333333333, 0.015))
        #expect(isClose(intervals[0].high, 0.7291666666666666, 0.015))
        #expect(isClose(intervals[1].low, 0.3515625, 0.015))
        #expect(isClose(intervals[1].high, 0.8151041666666666, 0.015))
    }

    @Test func `the generator gives the published sequence`() {
        // The output of Vigna's splitmix64.c for the seed 1234567.
        var generator = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<5).map { _ in generator.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func `bounded numbers are as likely as each other`() {
        var generator = SplitMix64(seed: Bootstrap.standard.seed)
        #expect((0..<12).map { _ in generator.below(6) } == [5, 0, 2, 4, 3, 4, 5, 3, 0, 2, 3, 1])
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.below(7)] += 1 }
        // Chi-squared, 6 degrees of freedom: 22.46 has a chance of 0.001, and the seed is fixed.
        #expect(counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 } < 22.46)
    }

    @Test func `where all problems agree the interval has a width all the same`() {
        let tallies = (0..<10).map { _ in SampleTally(accepted: 4, judged: 4) }
        for figure in passAtKFigures(tallies) {
            #expect(figure.estimate.value == 1)
            #expect(isClose(figure.estimate.interval.low, 0.7224672001371106))
            #expect(figure.estimate.method == .wilson)
        }
        let difference = Bootstrap.standard.pairedDifferences((0..<10).map { _ in [0.0] })[0]
        #expect(difference.value == 0)
        #expect(isClose(difference.interval.low, -0.27753279986288926))
        #expect(isClose(difference.interval.high, 0.27753279986288926))
    }

    @Test func `differences that are equal but for rounding have the interval of equal ones`() {
        // Accepted 1 -> 3 and 0 -> 2 of 10; Wilson's upper end for 0 of 2 is z² / (2 + z²) = 0.6576197724933469.
        let difference = Bootstrap.standard.pairedDifferences([[0.3 - 0.1], [0.2 - 0.0]])[0]
        #expect(difference.method == .wilson)
        #expect(isClose(difference.value, 0.2))
        #expect(isClose(difference.interval.low, -0.4576197724933469))
        #expect(isClose(difference.interval.high, 0.8576197724933469))
    }

    @Test func `pass@k is a mean over the problems that have k judged samples`() {
        let tallies = [
            SampleTally(accepted: 1, judged: 4), SampleTally(accepted: 2, judged: 4),
            SampleTally(accepted: 1, judged: 1), SampleTally(accepted: 0, judged: 0),
        ]
        let figures = passAtKFigures(tallies)
        #expect(figures.map(\.k) == [1, 2, 3, 4])
        #expect(figures.map(\.estimate.problems) == [3, 2, 2, 2])
        #expect(isClose(figures[0].estimate.value, (0.25 + 0.5 + 1) / 3))
        // 1 - C(3,2)/C(4,2) and 1 - C(2,2)/C(4,2)
        #expect(isClose(figures[1].estimate.value, (0.5 + 5.0 / 6) / 2))
        #expect(figures[3].estimate.value == 1)
        #expect(passAtKFigures([SampleTally(accepted: 0, judged: 0)]).isEmpty)
    }

    // 1 - comb(n - c, k) / comb(n, k) in whole numbers, scipy.special.comb(exact=True)
    @Test(arguments: [
        (n: 200, c: 13, k: 1, value: 0.06499999999999995), (n: 200, c: 13, k: 10, value: 0.4975511147306061),
        (n: 200, c: 13, k: 100, value: 0.9999194971988055), (n: 1000, c: 1, k: 500, value: 0.5),
        (n: 20, c: 7, k: 8, value: 0.9897832817337461),
    ])
    func `pass@k of many samples is exact`(_ row: (n: Int, c: Int, k: Int, value: Double)) throws {
        #expect(isClose(try passAtK(accepted: row.c, judged: row.n, k: row.k), row.value))
    }
}
