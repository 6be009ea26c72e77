import Foundation

/// A body of `multipart/form-data`, as browsers send forms with files.
struct Multipart {
    static let partLimit = 100
    static let headLimit = 4096

    /// The boundary that a content type names; nil when it is another type or names none that is allowed.
    static func boundary(in contentType: String) -> String? {
        let words = contentType.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard words.first?.lowercased() == "multipart/form-data",
            let named = words.dropFirst().first(where: { $0.lowercased().hasPrefix("boundary=") })
        else { return nil }
        let boundary = named.dropFirst("boundary=".count).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        return (1...70).contains(boundary.utf8.count) && boundary.utf8.allSatisfy { (33...126).contains($0) } ? boundary : nil
    }

    private(set) var fields: [String: [String]] = [:]
    private(set) var files: [String: Form.UploadedFile] = [:]

    /// Reads the parts up to the closing boundary, at most `partLimit`; a part that is cut off or has no name is passed over.
    init(_ body: Data, boundary: String) {
        let delimiter = Data("--\(boundary)".utf8)
        let separator = Data("\r\n--\(boundary)".utf8)
        guard var place = body.range(of: delimiter)?.upperBound else { return }
        for _ in 0..<Multipart.partLimit {
            guard body[place...].starts(with: [13, 10]), let end = body.range(of: separator, in: place..<body.endIndex) else { return }
            take(body[place..<end.lowerBound].dropFirst(2))
            place = end.upperBound
        }
    }

    private mutating func take(_ part: Data) {
        guard let gap = part.range(of: Data("\r\n\r\n".utf8)), gap.lowerBound - part.startIndex <= Multipart.headLimit else { return }
        let head = String(decoding: part[..<gap.lowerBound], as: UTF8.self)
        guard let line = head.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-disposition:") }) else { return }
        let words = Multipart.parameters(of: String(line))
        guard let name = words["name"], !name.isEmpty else { return }
        let content = Data(part[gap.upperBound...])
        if let file = words["filename"] {
            if !file.isEmpty || !content.isEmpty {
                files[name] = files[name] ?? Form.UploadedFile(name: String(file.prefix(200)), data: content)
            }
        } else {
            fields[name, default: []].append(String(decoding: content, as: UTF8.self))
        }
    }

    /// `name="value"` pairs; browsers write a quotation mark in a name as `%22`.
    private static func parameters(of line: String) -> [String: String] {
        var words: [String: String] = [:]
        for match in line.matches(of: /;\s*([A-Za-z]+)="([^"]*)"/) {
            let key = match.output.1.lowercased()
            words[key] =
                words[key] ?? String(match.output.2).replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
        }
        return words
    }
}

extension Form {
    /// Reads a body as its content type says: a form with files, or plain fields.
    package init(body: Data, contentType: String) {
        if let boundary = Multipart.boundary(in: contentType) {
            let parts = Multipart(body, boundary: boundary)
            self.init(fields: parts.fields, files: parts.files)
        } else if contentType.lowercased().hasPrefix("multipart/") {
            self.init()
        } else {
            self.init(urlencoded: body)
        }
    }

    /// What was pasted in `field`, or else the text of the file in `file`.
    func writtenOrUploaded(_ field: String, _ file: String) -> Data {
        if has(field) { return Data(text(field).utf8) }
        return files[file]?.data ?? Data()
    }
}
