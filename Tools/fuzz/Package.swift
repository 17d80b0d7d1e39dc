// swift-tools-version: 6.2
import PackageDescription

// The parsers of the house under libFuzzer and AddressSanitizer (Tools/fuzz/run). A package of its own: all its code and
// all it depends on is built with what the sanitizers need, in a folder of its own, and `swift build` at the top never
// sees it. What is fed, and what must hold, is ParserProbes of the house; here stands only the loop.
let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "CaseVault", path: "../..")],
    targets: [
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "fuzz", dependencies: ["CFuzzer", .product(name: "ParserProbes", package: "CaseVault")],
            swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)
