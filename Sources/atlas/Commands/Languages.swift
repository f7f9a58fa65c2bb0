import ArgumentParser
import FoundationEssentials
import Judging
import Models
import Reporting

/// `atlas languages`: what programs may be written in, and what of it is installed.
struct Languages: AsyncParsableCommand, Listing {
    static let configuration = CommandConfiguration(
        abstract: "List the languages and the compiler or interpreter found for each.",
        discussion: """
            Languages are rows of a YAML file. A file of your own adds rows or changes the built-in ones.

            Examples:
              atlas languages
              atlas languages --languages mine.yaml --json
            """)

    @OptionGroup var languages: LanguagesOption
    @Flag(help: "Print one JSON document (schema atlas.languages/1) on stdout.") var json = false

    func run() async throws {
        let toolchains = Toolchains(path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
        var probes: [LanguageProbe] = []
        for row in try languages.table().rows { probes.append(await toolchains.probe(row)) }
        try StandardStreams.print(json ? JSONDocument.text(LanguageReport.json(probes)) : LanguageReport.text(probes))
    }
}
