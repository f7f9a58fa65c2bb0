/// One sample as a vote sees it: nothing of the private tests but `isAccepted`, which only scores the choice.
public struct Ballot: Sendable, Equatable {
    /// Whether the program passes every public test; nil where none was run.
    public var passesPublicTests: Bool?
    /// What the program is, equal for samples that vote for the same; nil for no program.
    public var vote: String?
    /// Whether the program is accepted on all tests.
    public var isAccepted: Bool

    /// Makes a ballot.
    public init(passesPublicTests: Bool?, vote: String?, isAccepted: Bool) {
        self.passesPublicTests = passesPublicTests
        self.vote = vote
        self.isAccepted = isAccepted
    }
}

/// The chance that one program, chosen by a vote of `k` samples without any private test, is accepted.
///
/// Of the samples drawn, those whose program passes the public tests stand for election, or, where none does, all that
/// hold a program. The program that most of them share is handed in; where several programs are equally frequent, each
/// is as likely. Averaged over all draws of `k` of the samples, or, where there are more than `largestEnumeration`,
/// over so many pseudo-random ones.
///
/// - Parameters:
///   - ballots: The judged samples of one problem.
///   - k: How many are drawn, 1 to their number.
///   - seed: For the pseudo-random draws.
/// - Returns: A probability, 0 to 1.
/// - Throws: `MetricError.tooFewSamples`.
public func majorityAtK(_ ballots: [Ballot], k: Int, seed: UInt64 = Bootstrap.standard.seed) throws(MetricError)
    -> Double
{
    guard k >= 1, ballots.count >= k else { throw .tooFewSamples(judged: ballots.count, k: k) }
    var election = Election(ballots)
    if draws(ballots.count, k) <= largestEnumeration {
        var (sum, count) = (0.0, 0)
        var chosen = Array(0..<k)
        repeat {
            sum += election.share(of: chosen[...])
            count += 1
        } while advance(&chosen, of: ballots.count)
        return sum / Double(count)
    }
    var generator = SplitMix64(seed: seed)
    var order = Array(ballots.indices)
    var sum = 0.0
    for _ in 0..<largestEnumeration {
        // The first k steps of a shuffle (Fisher and Yates) draw k without replacement.
        for place in 0..<k { order.swapAt(place, place + generator.below(order.count - place)) }
        sum += election.share(of: order[..<k])
    }
    return sum / Double(largestEnumeration)
}

/// The most draws that are gone through one by one.
private let largestEnumeration = 1000

/// Ballots with their programs numbered, so that many draws are counted fast.
private struct Election {
    /// The program's number; nil: none.
    private let parties: [Int?]
    private let passes: [Bool]
    private let accepted: [Bool]
    private var votes: [(all: Int, accepted: Int)]

    init(_ ballots: [Ballot]) {
        var numbers: [String: Int] = [:]
        parties = ballots.map { ballot in
            ballot.vote.map { vote in
                if let known = numbers[vote] { return known }
                numbers[vote] = numbers.count
                return numbers.count - 1
            }
        }
        passes = ballots.map { $0.passesPublicTests == true }
        accepted = ballots.map(\.isAccepted)
        votes = Array(repeating: (0, 0), count: numbers.count)
    }

    /// The share of accepted programs among those that win the vote of some samples.
    ///
    /// Programs of one party are the same; should a time limit tell them apart all the same, each is as likely.
    mutating func share(of samples: ArraySlice<Int>) -> Double {
        let onlyPassing = samples.contains { passes[$0] && parties[$0] != nil }
        var most = 0
        for sample in samples where !onlyPassing || passes[sample] {
            guard let party = parties[sample] else { continue }
            votes[party].all += 1
            if accepted[sample] { votes[party].accepted += 1 }
            most = max(most, votes[party].all)
        }
        var (sum, winners) = (0.0, 0)
        for party in votes.indices {
            if most > 0, votes[party].all == most {
                sum += Double(votes[party].accepted) / Double(most)
                winners += 1
            }
            votes[party] = (0, 0)
        }
        return winners == 0 ? 0 : sum / Double(winners)
    }
}

/// How many ways there are to draw k of n, or more than `largestEnumeration`.
private func draws(_ n: Int, _ k: Int) -> Int {
    var ways = 1
    for step in 0..<min(k, n - k) {
        ways = ways * (n - step) / (step + 1)
        if ways > largestEnumeration { return ways }
    }
    return ways
}

/// The next combination in lexicographic order; false after the last.
private func advance(_ chosen: inout [Int], of n: Int) -> Bool {
    let k = chosen.count
    guard let place = chosen.indices.last(where: { chosen[$0] < n - k + $0 }) else { return false }
    chosen[place] += 1
    for later in (place + 1)..<max(k, place + 1) { chosen[later] = chosen[later - 1] + 1 }
    return true
}
