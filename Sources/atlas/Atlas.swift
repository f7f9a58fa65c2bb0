import ArgumentParser

@main
struct Atlas: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "atlas", version: "0.1.0")
}
