// swift-tools-version: 6.1
import PackageDescription

// Imports go one way, each module knowing only those to its left:
// Sandbox → Problems → Judging → Models → Orchestration → Evaluation → Reporting → atlas
// (Models needs neither Judging nor Problems; Orchestration is the first that sees both.)
// Versions are exact: Package.resolved is not committed, and a figure must not move with a dependency.

let strictC: [CSetting] = [
    .define("_GNU_SOURCE"),
    .unsafeFlags(["-std=c17", "-Wall", "-Wextra", "-Werror"]),
]

let package = Package(
    name: "atlas",
    products: [
        .executable(name: "atlas", targets: ["atlas"]),
        .executable(name: "atlas-sandbox", targets: ["atlas-sandbox"]),
        .library(name: "Sandbox", targets: ["Sandbox"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .executableTarget(
            name: "atlas-sandbox",
            path: "sandbox/launcher",
            cSettings: strictC,
            // Without Swift's start-up objects and static: a small process forks fast, and what a run inherits of
            // the launcher's memory stays below the smallest program's own.
            linkerSettings: [.linkedLibrary("seccomp"), .unsafeFlags(["-nostartfiles", "-static-executable"])]),
        .target(name: "CSandboxClient", path: "sandbox/client", cSettings: strictC),
        .target(name: "Sandbox", dependencies: ["CSandboxClient"]),
        .target(name: "Problems", dependencies: ["CZlib", "Yams"]),
        .target(
            name: "Judging", dependencies: ["CCrypto", "Problems", "Sandbox", "Yams"],
            resources: [
                .embedInCode("Drivers"), .embedInCode("Errata/Checkers"), .embedInCode("Languages/languages.yaml"),
            ]),
        .target(
            name: "Models", dependencies: ["CCrypto", "CCurl"],
            resources: [.embedInCode("Local/local_model.py")]),
        .target(
            name: "Orchestration", dependencies: ["Judging", "Models", "Problems"],
            resources: [.embedInCode("Prompts")]),
        .target(name: "Evaluation", dependencies: ["Judging", "Models", "Orchestration", "Problems"]),
        .target(
            name: "Reporting",
            dependencies: ["Evaluation", "Judging", "Models", "Orchestration", "Problems", "Sandbox"]),
        .executableTarget(
            name: "atlas",
            dependencies: [
                "Evaluation", "Judging", "Models", "Orchestration", "Problems", "Reporting", "Sandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "ScriptedServer", path: "Tests/ScriptedServer"),
        .testTarget(name: "SandboxTests", dependencies: ["CSandboxClient", "Sandbox"], exclude: ["Attacks"]),
        .testTarget(name: "ProblemsTests", dependencies: ["Problems"], exclude: ["Fixtures"]),
        .testTarget(name: "JudgingTests", dependencies: ["Judging"], exclude: ["Hacks", "Odd"]),
        .testTarget(
            name: "ModelsTests", dependencies: ["Models", "ScriptedServer"],
            exclude: ["Golden", "LocalSetupTests.py"]),
        .testTarget(
            name: "OrchestrationTests", dependencies: ["Orchestration", "ScriptedServer"], exclude: ["Fixtures"]),
        .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"]),
        .testTarget(name: "ReportingTests", dependencies: ["Reporting"]),
        .testTarget(name: "atlasTests", dependencies: ["atlas", "ScriptedServer"]),
    ],
    swiftLanguageModes: [.v6]
)
