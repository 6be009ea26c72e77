import Foundation

/// The folder with everything a server keeps: the database and the key that signs personal links.
struct DataFolder {
    let url: URL

    /// `path`, or the user's own data folder outside any checkout. Readable by its owner only.
    init(_ path: String?) throws {
        let environment = ProcessInfo.processInfo.environment
        if let path {
            url = URL(filePath: path, directoryHint: .isDirectory)
        } else if let shared = environment["XDG_DATA_HOME"], shared.hasPrefix("/") {
            url = URL(filePath: shared, directoryHint: .isDirectory).appending(path: "panorama", directoryHint: .isDirectory)
        } else {
            url = FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/share/panorama", directoryHint: .isDirectory)
        }
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Complaint("\(url.path) cannot be used as a folder for data. Name another with --data.")
        }
    }

    /// Takes the folder for one server until the process ends, however it ends: two would not hear of each other's changes.
    func claim() throws {
        let file = open(url.appending(path: "serving.lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Complaint("This user may not write in \(url.path). Name another folder with --data.") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw Complaint("Another panorama serves \(url.path) already. Stop it first, or name another folder with --data.")
        }
    }

    var database: URL { url.appending(path: "panorama.sqlite") }

    var isNew: Bool { !FileManager.default.fileExists(atPath: database.path) }

    /// The key for personal links, made the first time.
    func linkKey() throws -> Data {
        let file = url.appending(path: "link.key")
        if let key = try? Data(contentsOf: file), key.count >= 32 { return key }
        var generator = SystemRandomNumberGenerator()
        let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        guard FileManager.default.createFile(atPath: file.path, contents: key, attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteNoPermission)
        }
        return key
    }
}

/// The folder with Views, Static and Scenarios: the checkout, or wherever the program is installed.
struct ProgramFolder {
    let url: URL

    /// The nearest folder above the executable, or the working folder, that has `Views`.
    init() throws {
        let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        var candidates = [URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)]
        var folder = executable.deletingLastPathComponent()
        while folder.path != "/" {
            candidates.append(folder)
            candidates.append(folder.appending(path: "share/panorama"))
            folder = folder.deletingLastPathComponent()
        }
        guard
            let found = candidates.first(where: {
                FileManager.default.fileExists(atPath: $0.appending(path: "Views/layouts/page.html").path)
            })
        else { throw Missing() }
        url = found
    }

    struct Missing: Error, CustomStringConvertible {
        let description =
            "The folders Views, Static and Scenarios were not found. Run panorama from its checkout, or keep them beside the program."
    }

    var views: URL { url.appending(path: "Views") }
    var files: URL { url.appending(path: "Static") }
    var scenarios: URL { url.appending(path: "Scenarios") }
}
