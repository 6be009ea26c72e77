import Foundation
import ScenarioXML
import Workshop

/// What comes with the program.
enum Samples {
    /// The scenarios in `folder`, in the order of their file names. Throws when one of them cannot be read.
    static func scenarios(in folder: URL) throws -> [Scenario] {
        var generator = SystemRandomNumberGenerator()
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "xml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { file in
                try ScenarioReader.read(Data(contentsOf: file), named: file.lastPathComponent).scenario(version: 1, using: &generator)
            }
    }
}
