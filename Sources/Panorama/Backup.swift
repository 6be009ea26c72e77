import ArgumentParser
import Foundation
import Storage

/// `panorama backup`: a consistent copy of the database.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a consistent copy of the database, also while the server runs.",
        discussion: """
            The copy is one file. To restore, stop the server, put the copy in the data folder as panorama.sqlite, remove
            panorama.sqlite-wal and panorama.sqlite-shm if they are there, and start again. Keep link.key beside it, or personal links stop working.
            """)

    @OptionGroup var folder: DataOptions
    @Argument(help: "The file to write. Refused when it exists.") var file: String

    func run() async throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Complaint("\(file) exists already. Choose another name; nothing was written.")
        }
        let store = try folder.openStore()
        defer { try? store.close() }
        let target = URL(filePath: file).standardizedFileURL
        let half = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).part")
        do {
            try? FileManager.default.removeItem(at: half)
            try store.backup(to: half.path)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: half.path)
            try FileManager.default.moveItem(at: half, to: target)
        } catch {
            try? FileManager.default.removeItem(at: half)
            throw Complaint("The copy could not be written to \(file). Check that the folder is there, can be written to, and has room.")
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: target.path)[.size] as? Int) ?? 0
        print("\(target.path): \(size) bytes")
    }
}
