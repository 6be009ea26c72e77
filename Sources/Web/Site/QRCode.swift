import CQRencode

/// A text as a QR code (ISO/IEC 18004), drawn by libqrencode: bytes, error correction M.
struct QRCode {
    /// The modules row by row, true where one is dark, without the quiet zone.
    let rows: [[Bool]]

    /// Nil when the text is empty or has more than 2331 bytes.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let drawing = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(drawing) }
        let size = Int(drawing.pointee.width)
        guard let modules = drawing.pointee.data else { return nil }
        rows = (0..<size).map { y in (0..<size).map { x in modules[y * size + x] & 1 == 1 } }
    }

    /// Modules along one side.
    var size: Int { rows.count }

    /// The dark modules as the path of an SVG, one unit a module, each run of a row in one stroke.
    var path: String {
        var path = ""
        for (y, row) in rows.enumerated() {
            var x = 0
            while x < size {
                guard row[x] else {
                    x += 1
                    continue
                }
                let end = row[x...].firstIndex(of: false) ?? size
                path += "M\(x) \(y)h\(end - x)v1h-\(end - x)z"
                x = end
            }
        }
        return path
    }

    /// What a view needs to draw the square with its quiet zone of four modules.
    var drawing: [String: Any] { ["path": HTML(trusted: path), "side": "\(size + 8)"] }
}
