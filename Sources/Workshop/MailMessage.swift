import Foundation

/// An e-mail address that can stand in a header as it is: one mailbox, nothing that a mail program could read as another.
package struct MailAddress: Hashable, Sendable {
    package let text: String

    /// Nil for anything but plain letters, digits and the signs of RFC 5322's dot-atom around one @.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        func isAtoms(_ part: Substring, _ signs: String) -> Bool {
            part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && !atom.hasPrefix("-")
                    && atom.unicodeScalars.allSatisfy {
                        $0.isASCII
                            && (("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
                                || signs.unicodeScalars.contains($0))
                    }
            }
        }
        guard parts.count == 2, text.utf8.count <= 254, isAtoms(parts[0], "!#$%&'*+-/=?^_`{|}~"), isAtoms(parts[1], "-") else { return nil }
        self.text = text
    }

    package var domain: Substring { text[text.index(after: text.lastIndex(of: "@")!)...] }
}

/// An e-mail (RFC 5322 and 2045–2047): text and a calendar file, in ASCII with short lines, whatever people are called.
package struct MailMessage: Sendable {
    package var from: (name: String, address: MailAddress)
    package var replyTo: MailAddress?
    /// A draft may leave out the address; then there is nobody in its head.
    package var to: (name: String, address: MailAddress?)
    package var subject: String
    package var text: String
    package var calendar: CalendarFile
    /// Names the message; unique.
    package var id: String
    /// A draft that the receiver's mail program opens to be sent.
    package var isDraft: Bool

    package init(
        from: (name: String, address: MailAddress), replyTo: MailAddress? = nil, to: (name: String, address: MailAddress?), subject: String,
        text: String, calendar: CalendarFile, id: String, isDraft: Bool = false
    ) {
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.text = text
        self.calendar = calendar
        self.id = id
        self.isDraft = isDraft
    }

    /// The message as it goes out, dated `now`, each line ended by CR LF.
    package func data(at now: Date) -> Data {
        // An underscore after an equals sign is in no quoted-printable or base64 text.
        let boundary = "=_panorama_" + id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        var lines = ["From: \(MailMessage.mailbox(from.name, from.address))"]
        if let address = to.address { lines.append("To: \(MailMessage.mailbox(to.name, address))") }
        lines += [
            "Subject: \(MailMessage.phrase(subject, after: 9))", "Date: \(MailMessage.date(now))",
            "Message-ID: <\(id)@\(from.address.domain)>",
        ]
        if let replyTo, replyTo != from.address { lines.append("Reply-To: \(replyTo.text)") }
        if isDraft { lines.append("X-Unsent: 1") } else { lines.append("Auto-Submitted: auto-generated") }
        lines += [
            "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"\(boundary)\"", "",
            "--\(boundary)", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
        ]
        lines += MailMessage.quotedPrintable(text)
        lines += [
            "", "--\(boundary)", "Content-Type: text/calendar; charset=utf-8; method=\(calendar.method.rawValue); name=\"fagdag.ics\"",
            "Content-Transfer-Encoding: base64", "Content-Disposition: attachment; filename=\"fagdag.ics\"", "",
        ]
        lines += MailMessage.pieces(Data(calendar.text(at: now).utf8).base64EncodedString(), of: 76)
        lines += ["--\(boundary)--", ""]
        return Data(lines.joined(separator: "\r\n").utf8)
    }

    /// A name and an address; the name encoded unless it is plain words.
    static func mailbox(_ name: String, _ address: MailAddress) -> String {
        let name = plain(name)
        if name.isEmpty { return address.text }
        let isPlain = name.utf8.count <= 60 && name.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0 == " ") }
        return (isPlain ? name : words(name, after: 6)) + "\r\n <\(address.text)>"
    }

    /// A header's text: as it is when it is short ASCII, else in encoded words. It cannot hold a line end.
    static func phrase(_ text: String, after column: Int) -> String {
        let text = plain(text)
        let isPlain = text.utf8.count <= 60 && text.unicodeScalars.allSatisfy { (32...126).contains($0.value) } && !text.contains("=?")
        return isPlain ? text : words(text, after: column)
    }

    /// The text on one line, without control characters.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    $0.properties.generalCategory == .control || "\u{2028}\u{2029}".unicodeScalars.contains($0) ? " " : $0
                })
        ).split(separator: " ").joined(separator: " ")
    }

    /// RFC 2047 words of at most 75 characters, none of them in the middle of a character.
    private static func words(_ text: String, after column: Int) -> String {
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if word.count + bytes.count > (words.isEmpty ? 45 - column : 45) {
                words.append("=?utf-8?B?" + Data(word).base64EncodedString() + "?=")
                word = []
            }
            word += bytes
        }
        words.append("=?utf-8?B?" + Data(word).base64EncodedString() + "?=")
        return words.joined(separator: "\r\n ")
    }

    /// Lines of at most 76 characters.
    static func quotedPrintable(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            var lines: [String] = []
            var current = ""
            let bytes = Array(line.utf8)
            for (index, byte) in bytes.enumerated() {
                let isLast = index == bytes.count - 1
                let isPlain = (33...126).contains(byte) && byte != 61 || (byte == 32 && !isLast)
                let hex = String(byte, radix: 16, uppercase: true)
                let piece = isPlain ? String(UnicodeScalar(byte)) : "=" + (hex.count == 1 ? "0" + hex : hex)
                if current.utf8.count + piece.utf8.count > 75 {
                    lines.append(current + "=")
                    current = ""
                }
                current += piece
            }
            return lines + [current]
        }
    }

    private static func pieces(_ text: String, of length: Int) -> [String] {
        stride(from: 0, to: text.utf8.count, by: length).map { start in
            let from = text.utf8.index(text.startIndex, offsetBy: start)
            return String(text[from..<(text.utf8.index(from, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex)])
        }
    }

    static func date(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        let parts = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][(parts.weekday ?? 1) - 1]
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][(parts.month ?? 1) - 1]
        return
            "\(weekday), \(parts.day ?? 1) \(month) \(parts.year ?? 1970) \(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
    }
}
