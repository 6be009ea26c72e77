// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "panorama",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "panorama", targets: ["Panorama"])],
    dependencies: [
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
        .package(url: "https://github.com/CoreOffice/XMLCoder", exact: "0.18.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"]), .brew(["qrencode"])]),
        .target(name: "Workshop"),
        .target(name: "Grouping"),
        .target(name: "ScenarioXML", dependencies: ["Workshop", "XMLCoder"]),
        .target(
            name: "Storage",
            dependencies: ["Workshop", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Web",
            dependencies: [
                "Workshop", "Grouping", "ScenarioXML", "Storage", "CQRencode", "FlyingFox", "Stencil",
                .product(name: "FlyingSocks", package: "FlyingFox"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "Panorama",
            dependencies: [
                "Workshop", "Grouping", "ScenarioXML", "Storage", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Cast", dependencies: ["Web", "Storage", "Workshop", "ScenarioXML", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Tests/Cast"),
        .testTarget(name: "WorkshopTests", dependencies: ["Cast", "Workshop"]),
        .testTarget(name: "GroupingTests", dependencies: ["Grouping"]),
        .executableTarget(name: "GroupingFigures", dependencies: ["Grouping"], path: "Tests/Benchmarks/groups/Figures"),
        .testTarget(name: "PanoramaTests", dependencies: ["Panorama"]),
        .testTarget(name: "ScenarioXMLTests", dependencies: ["ScenarioXML", "Workshop"]),
        .testTarget(name: "StorageTests", dependencies: ["Cast", "Storage", "Workshop", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(
            name: "WebTests",
            dependencies: ["Cast", "Web", "Storage", "Grouping", "Workshop", "ScenarioXML", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "Stories", dependencies: ["Cast", "Web", "Storage", "Workshop", "ScenarioXML"], path: "Tests/Stories"),
    ],
    swiftLanguageModes: [.v6]
)
