// swift-tools-version: 6.1
import PackageDescription

// Imports go one way, each module knowing only those to its left:
// Sandbox → Problems → Judging → Models → Orchestration → Evaluation → Doctor → Reporting → atlas
// (Models needs neither Judging nor Problems; Orchestration is the first that sees both; Doctor needs Sandbox, Judging
// and Models only.)
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
        .executable(name: "atlas-probe", targets: ["atlas-probe"]),
        .library(name: "atlas-zygote", type: .dynamic, targets: ["CZygote"]),
        .library(name: "Sandbox", targets: ["Sandbox"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CCandidate", path: "sandbox/common", publicHeadersPath: ".", cSettings: strictC),
        .executableTarget(
            name: "atlas-sandbox",
            dependencies: ["CCandidate"],
            path: "sandbox/launcher",
            cSettings: strictC,
            // Without Swift's start-up objects and static: a small process forks fast, and what a run inherits of
            // the launcher's memory stays below the smallest program's own.
            linkerSettings: [.linkedLibrary("seccomp"), .unsafeFlags(["-nostartfiles", "-static-executable"])]),
        // What an interpreter loads to become a zygote. It is not written in Swift, and is to need nothing but libc.
        .target(
            name: "CZygote", dependencies: ["CCandidate"], path: "sandbox/zygote", cSettings: strictC,
            linkerSettings: [.unsafeFlags(["-nostartfiles", "-static-stdlib"])]),
        // The attacks of "atlas doctor", built as the launcher is: they need no toolchain on the user's machine.
        .executableTarget(
            name: "atlas-probe",
            path: "sandbox/probe",
            cSettings: strictC,
            linkerSettings: [.unsafeFlags(["-nostartfiles", "-static-executable"])]),
        .target(name: "CSandboxClient", path: "sandbox/client", cSettings: strictC),
        .target(name: "Digests", dependencies: ["CCrypto"]),
        .target(name: "Files"),
        .target(name: "Spelling"),
        .target(name: "YAMLText", dependencies: ["Files", "Spelling", "Yams"]),
        .target(name: "Sandbox", dependencies: ["CSandboxClient"]),
        .target(name: "Problems", dependencies: ["CZlib", "Digests", "Files", "Spelling", "YAMLText"]),
        .target(
            name: "Judging", dependencies: ["Digests", "Files", "Problems", "Sandbox", "Spelling", "YAMLText"],
            resources: [
                .embedInCode("Drivers"), .embedInCode("Errata/Checkers"), .embedInCode("Languages/languages.yaml"),
            ]),
        .target(
            name: "Models", dependencies: ["CCurl", "Digests", "Files", "Spelling", "YAMLText", "Yams"],
            resources: [.embedInCode("Local/local_model.py")]),
        .target(
            name: "Orchestration", dependencies: ["Digests", "Files", "Judging", "Models", "Problems", "Spelling"],
            resources: [.embedInCode("Prompts")]),
        .target(
            name: "Evaluation",
            dependencies: [
                "Digests", "Files", "Judging", "Models", "Orchestration", "Problems", "Spelling", "YAMLText",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            resources: [.embedInCode("Scenarios/Prompts"), .embedInCode("Scenarios/answer_value.py")]),
        .target(name: "Doctor", dependencies: ["Files", "Judging", "Models", "Sandbox"]),
        .target(
            name: "Reporting",
            dependencies: [
                "CZlib", "Digests", "Doctor", "Evaluation", "Judging", "Models", "Orchestration", "Problems", "Sandbox",
                "Spelling",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Evaluation/Templates")]),
        .executableTarget(
            name: "atlas",
            dependencies: [
                "Digests", "Doctor", "Evaluation", "Files", "Judging", "Models", "Orchestration", "Problems",
                "Reporting", "Sandbox", "Spelling",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "FlyingFox", package: "FlyingFox"),
            ]),
        .executableTarget(
            name: "bench-judging", dependencies: ["Judging", "Problems", "Sandbox"], path: "tools/bench/judging-parts"),
        .executableTarget(name: "bench-models", dependencies: ["Models"], path: "tools/bench/models-parts/driver"),
        .executableTarget(name: "bench-sandbox", dependencies: ["Sandbox"], path: "tools/bench/sandbox-parts"),
        // The example of the Sandbox module's documentation; a test runs it.
        .executableTarget(name: "sandbox-example", dependencies: ["Sandbox"], path: "Examples/sandbox"),
        .target(name: "ScriptedServer", path: "Tests/ScriptedServer"),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(
            name: "SandboxTests", dependencies: ["CSandboxClient", "Sandbox", "TestSupport"], exclude: ["Attacks"]),
        .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
        .testTarget(name: "ProblemsTests", dependencies: ["Problems", "Spelling"], exclude: ["Fixtures"]),
        .testTarget(name: "JudgingTests", dependencies: ["Judging", "TestSupport"], exclude: ["Hacks", "Odd"]),
        .testTarget(
            name: "ModelsTests", dependencies: ["Digests", "Models", "ScriptedServer", "TestSupport"],
            exclude: ["Golden", "LocalSetupTests.py"]),
        .testTarget(
            name: "OrchestrationTests", dependencies: ["Orchestration", "ScriptedServer", "TestSupport"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "EvaluationTests", dependencies: ["Evaluation", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "DoctorTests", dependencies: ["Doctor"]),
        .testTarget(name: "ReportingTests", dependencies: ["Reporting"]),
        .testTarget(name: "atlasTests", dependencies: ["atlas", "ScriptedServer", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
