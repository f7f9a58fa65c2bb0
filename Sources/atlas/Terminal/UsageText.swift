import ArgumentParser
import Spelling

/// What is wrong with the arguments of the command line, in one line.
enum UsageText {
    /// The mistake, and the help page of the command that was meant.
    static func complaint(_ error: any Error, in arguments: [String]) -> String {
        if let unknown = unknownCommand(in: arguments) { return unknown }
        let found = line(error)
        let message = negativeNumber(in: arguments, missedBy: found) ?? found
        guard let page = page(for: error) else { return message }
        return message.hasSuffix("?") ? "\(message) See \"\(page)\"" : "\(message); see \"\(page)\""
    }

    /// The argument parser's message: lists with commas, without the full stop, and with the help of a value that it says
    /// nothing else of.
    static func line(_ error: any Error) -> String {
        var text = ""
        for line in Atlas.message(for: error).split(separator: "\n").map({ $0.drop { $0 == " " } }) {
            let isItem = line.hasPrefix("- ")
            if !text.isEmpty { text += isItem && !text.hasSuffix(":") ? ", " : " " }
            text += isItem ? line.dropFirst(2) : line
        }
        if text.hasSuffix(">'"), let help = help(for: error) { text += ": \(help)" }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// What to say of a word where a command is expected; nil where each is one.
    static func unknownCommand(in arguments: [String]) -> String? {
        let isHelp = arguments.first == "help"
        var words: [String] = []
        var known = Atlas.configuration.subcommands
        for word in arguments.dropFirst(isHelp ? 1 : 0) {
            if known.isEmpty || word.hasPrefix("-") || (word == "help" && words.isEmpty) { return nil }
            guard let command = known.first(where: { $0._commandName == word }) else {
                let near = NearestName.nearest(to: word, among: known.map { $0._commandName })
                let place = (["atlas"] + words).joined(separator: " ")
                let remedy = near.map { "did you mean \"\(place) \($0)\"?" } ?? "\"\(place) --help\" lists them"
                return "\"\((words + [word]).joined(separator: " "))\": there is no such command; \(remedy)"
            }
            words.append(word)
            known = command.configuration.subcommands
        }
        return nil
    }

    /// What to say of a number below 0, which the argument parser takes for an option and misses as a value.
    private static func negativeNumber(in arguments: [String], missedBy message: String) -> String? {
        zip(arguments, arguments.dropFirst()).first { option, value in
            message.hasPrefix("Missing value for '\(option) ") && value.hasPrefix("-") && Double(value) != nil
        }.map { option, value in "\(option): \(value); expected a number that is not negative" }
    }

    /// The help of the argument that an error is about.
    private static func help(for error: any Error) -> String? {
        let prefix = "Help:  "
        guard let line = lines(of: error).last(where: { $0.hasPrefix(prefix) }),
            let end = line.firstRange(of: ">  ")?.upperBound, end < line.endIndex
        else { return nil }
        return String(line[end...])
    }

    /// The command that shows the help page of an error's command, as the last line of the long message has it.
    private static func page(for error: any Error) -> String? {
        let prefix = "  See '"
        guard let line = lines(of: error).last, line.hasPrefix(prefix) else { return nil }
        return String(line.dropFirst(prefix.count).prefix { $0 != "'" })
    }

    private static func lines(of error: any Error) -> [Substring] {
        Atlas.fullMessage(for: error).split(separator: "\n")
    }
}
