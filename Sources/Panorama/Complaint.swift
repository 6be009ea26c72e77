import ArgumentParser
import Foundation
import Storage
import Workshop

/// Why a command could not do what it was asked: shown as it stands, with exit code 1.
struct Complaint: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

func printError(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}

extension DataOptions {
    /// Where the database lies, when one has been made.
    func existingDatabase() throws -> String? {
        let data = try DataFolder(data)
        return data.isNew ? nil : data.database.path
    }

    /// The database, which must be there; commands other than `serve` make none.
    func openStore() throws -> Store {
        let folder = try DataFolder(data)
        guard !folder.isNew else {
            throw Complaint("There is no database in \(folder.url.path). Start the server once, or name another folder with --data.")
        }
        return try folder.openStore()
    }
}

extension DataFolder {
    /// The database, made if it is not there.
    func openStore() throws -> Store {
        do {
            return try Store(path: database.path)
        } catch {
            throw Complaint("The database \(database.path) cannot be opened. Run panorama check, or restore a backup.")
        }
    }
}

/// The community whose library a command works on.
enum Library {
    /// The one named, or the only one there is.
    static func chosen(_ wanted: String?, in store: Store) async throws -> Community {
        let all = try await store.libraries()
        if let wanted {
            if let found = all.first(where: { $0.id.description == wanted || $0.name == wanted }) { return found }
            throw Complaint("There is no community \(wanted). There is: \(all.map(\.name).joined(separator: ", ")).")
        }
        guard let only = all.first else { throw Complaint("There is no community yet. Start the server once.") }
        guard all.count == 1 else {
            throw Complaint("There are several communities. Name one with --community: \(all.map(\.name).joined(separator: ", ")).")
        }
        return only
    }
}
