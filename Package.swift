// swift-tools-version: 6.2
import PackageDescription

// The layers of the house; arrows point only downward (Tools/check reads this file's description and fails otherwise).
//
//   L5  VaultCommand                        the executable `casevault`
//   L3  CaseVault                           the product library
//   L2  AuditLog                            pure values and functions
//   L1  VaultCrypto  VaultStore  Platform   the only importers of libsodium and swift-crypto / GRDB / CLinux
//   L0  CSodium  CLinux  CSQLite            system modules, and what Swift cannot call

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "CaseVault",
    products: [
        .library(name: "CaseVault", targets: ["CaseVault"]),
        .executable(name: "casevault", targets: ["VaultCommand"]),
        // For Tools/fuzz, a package of its own. Never shipped.
        .library(name: "ParserProbes", targets: ["ParserProbes"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // L0
        .systemLibrary(
            name: "CSodium", path: "Sources/CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(name: "CLinux", path: "Sources/CLinux"),
        .target(name: "CSQLite", path: "Sources/CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        // L1
        .target(
            name: "VaultCrypto",
            dependencies: ["CSodium", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(
            name: "VaultStore",
            dependencies: [
                "CSQLite", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(name: "Platform", dependencies: ["CLinux"], swiftSettings: strict),
        // L2
        .target(name: "AuditLog", dependencies: ["VaultCrypto"], swiftSettings: strict),
        // L3
        .target(
            name: "CaseVault", dependencies: ["AuditLog", "VaultCrypto", "VaultStore", "Platform"],
            swiftSettings: strict),
        // L5
        .executableTarget(
            name: "VaultCommand",
            dependencies: [
                "CaseVault", "Platform", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // The ten lines of README.md (Tools/readme-test.py).
        .executableTarget(
            name: "readme-example", dependencies: ["CaseVault"], path: "Tools/readme-example", swiftSettings: strict),
        // Measurements: the vault's figures beside what C gets out of the same libraries (Tools/bench/run).
        .target(
            name: "BenchLimits", path: "Tools/bench/Sources/BenchLimits", swiftSettings: strict,
            linkerSettings: [.linkedLibrary("sodium"), .linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "bench",
            dependencies: ["BenchLimits", "CaseVault", "AuditLog", "VaultCrypto", "VaultStore", "Platform"],
            path: "Tools/bench/Sources/bench", swiftSettings: strict),
        // What a writer of a vault's files can do to them, all of it: Tools/campaigns/flips and swaps. Never shipped.
        .executableTarget(
            name: "siege", dependencies: ["SeededNumbers", "VaultTesting"], path: "Tools/campaigns.d/siege",
            swiftSettings: strict),
        // Every parser with what must hold of it, whatever it is fed: Tools/campaigns/fuzz and Tools/fuzz. Never shipped.
        // Importing and Session hold links to the command's own files, because nothing can depend on an executable's module.
        .target(
            name: "ParserProbes",
            dependencies: ["CaseVault", "AuditLog", "VaultCrypto", "VaultStore", "Platform", "SeededNumbers"],
            path: "Tools/fuzz/Probes", swiftSettings: strict),
        .executableTarget(
            name: "probe", dependencies: ["ParserProbes"], path: "Tools/fuzz/probe", swiftSettings: strict),
        // An invented organisation with three years of work: for the demo, its campaign and checks by others. Never shipped.
        .executableTarget(
            name: "casegen",
            dependencies: [
                "CaseVault", "Platform", "SeededNumbers", "VaultCrypto", "VaultTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tools/casegen", swiftSettings: strict),
        // Tests: one target per module; VaultTesting and SeededNumbers are support that no program we ship links.
        .target(name: "SeededNumbers", path: "Tests/SeededNumbers", swiftSettings: strict),
        .target(
            name: "VaultTesting",
            dependencies: [
                "CaseVault", "AuditLog", "VaultCrypto", "VaultStore", "Platform", "SeededNumbers",
                // What an attacker does to a database file goes around the store.
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/VaultTesting", swiftSettings: strict),
        .testTarget(
            name: "VaultCryptoTests", dependencies: ["VaultCrypto", "SeededNumbers"], exclude: ["Vectors"],
            swiftSettings: strict),
        .testTarget(name: "VaultStoreTests", dependencies: ["VaultStore", "SeededNumbers"], swiftSettings: strict),
        .testTarget(name: "PlatformTests", dependencies: ["Platform"], swiftSettings: strict),
        .testTarget(
            name: "AuditLogTests", dependencies: ["AuditLog", "VaultCrypto", "SeededNumbers"], swiftSettings: strict),
        .testTarget(
            name: "VaultCommandTests",
            dependencies: [
                "VaultCommand", "CaseVault", "Platform", "SeededNumbers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CaseVaultTests",
            dependencies: [
                "CaseVault", "VaultTesting", "AuditLog", "VaultCrypto", "VaultStore", "Platform", "SeededNumbers",
            ],
            swiftSettings: strict),
    ]
)
