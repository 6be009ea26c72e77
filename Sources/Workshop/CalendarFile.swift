import Foundation

/// A day as a calendar reads it (RFC 5545): one event in Norwegian time, the same for everyone, so that a shared calendar lets nobody in.
package struct CalendarFile: Sendable {
    package enum Method: String, Sendable {
        case publish = "PUBLISH"
        case cancel = "CANCEL"
    }

    package var day: ID<TrainingDay>
    package var entry: CalendarEntry
    package var sequence: Int
    package var isCancelled: Bool
    package var about: String
    package var address: String
    /// Who arranges the day. What is published or cancelled must say so (RFC 5546).
    package var organizer: (name: String, email: MailAddress)

    package init(
        day: ID<TrainingDay>, entry: CalendarEntry, sequence: Int, isCancelled: Bool, about: String, address: String,
        organizer: (name: String, email: MailAddress)
    ) {
        self.day = day
        self.entry = entry
        self.sequence = sequence
        self.isCancelled = isCancelled
        self.about = about
        self.address = address
        self.organizer = organizer
    }

    package var method: Method { isCancelled ? .cancel : .publish }

    /// The file, stamped `now`: lines end with CR LF and have at most 75 octets.
    package func text(at now: Date) -> String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Panorama//Panorama//NO", "CALSCALE:GREGORIAN", "METHOD:\(method.rawValue)",
        ]
        lines += CalendarFile.zone
        lines += [
            "BEGIN:VEVENT", "UID:panorama-day-\(day)@panorama", "DTSTAMP:\(CalendarFile.stamp(now))", "SEQUENCE:\(sequence)",
            "DTSTART;TZID=Europe/Oslo:\(CalendarFile.local(entry.date, entry.startsAt, plus: 0))",
            "DTEND;TZID=Europe/Oslo:\(CalendarFile.local(entry.date, entry.startsAt, plus: entry.minutes))",
            "SUMMARY:\(CalendarFile.escaped(entry.title))",
        ]
        if !entry.place.isEmpty { lines.append("LOCATION:\(CalendarFile.escaped(entry.place))") }
        lines += ["DESCRIPTION:\(CalendarFile.escaped(about))", "URL:\(address)", "STATUS:\(isCancelled ? "CANCELLED" : "CONFIRMED")"]
        lines.append(isCancelled ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE")
        lines += ["ORGANIZER;CN=\(CalendarFile.quoted(organizer.name)):mailto:\(organizer.email.text)", "END:VEVENT", "END:VCALENDAR"]
        return lines.map(CalendarFile.folded).joined()
    }

    /// Norwegian time as it has been since 1996.
    private static let zone = [
        "BEGIN:VTIMEZONE", "TZID:Europe/Oslo", "X-LIC-LOCATION:Europe/Oslo",
        "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
        "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
    ]

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n", "\r": escaped += "\\n"
            case "\t": escaped += " "
            case _ where scalar.properties.generalCategory == .control: continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A parameter's value in quotation marks, without what cannot stand there.
    private static func quoted(_ text: String) -> String {
        "\""
            + String(
                String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\"" || $0.properties.generalCategory == .control ? " " : $0 }))
            + "\""
    }

    /// The line in pieces of at most 75 octets, none of them in the middle of a character.
    static func folded(_ line: String) -> String {
        var folded = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if octets + size > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(scalar)
            octets += size
        }
        return folded + "\r\n"
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        return calendar
    }()

    /// A time on the wall, `minutes` after the time that is written.
    private static func local(_ date: String, _ time: String, plus minutes: Int) -> String {
        let day = date.split(separator: "-").compactMap { Int($0) }
        let clock = time.split(separator: ":").compactMap { Int($0) }
        guard day.count == 3, clock.count == 2,
            let start = calendar.date(from: DateComponents(year: day[0], month: day[1], day: day[2], hour: clock[0], minute: clock[1]))
        else { return "19700101T000000" }
        return digits(start + Double(minutes) * 60)
    }

    private static func stamp(_ now: Date) -> String { digits(now) + "Z" }

    private static func digits(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        func padded(_ number: Int?, _ length: Int) -> String {
            let text = "\(number ?? 0)"
            return String(repeating: "0", count: max(0, length - text.count)) + text
        }
        return padded(parts.year, 4) + padded(parts.month, 2) + padded(parts.day, 2) + "T" + padded(parts.hour, 2) + padded(parts.minute, 2)
            + padded(parts.second, 2)
    }
}
