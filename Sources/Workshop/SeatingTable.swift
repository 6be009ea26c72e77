/// A table in the room, with its chairs.
package struct SeatingTable: Hashable, Sendable, Codable {
    package enum Shape: String, Hashable, Sendable, Codable, CaseIterable {
        case round, long

        /// The most chairs that such a table has room for.
        package var limit: Int { self == .round ? 14 : 40 }
    }

    package let id: ID<SeatingTable>
    package let dayID: ID<TrainingDay>
    package var position: Int
    package private(set) var name: String
    package private(set) var shape: Shape
    package private(set) var chairs: Int
    /// The group that sits here, when the table was made for one.
    package var groupID: ID<Group>?

    /// Refuses a missing name, and fewer chairs than one or more than the shape has room for.
    package init(
        id: ID<SeatingTable>, dayID: ID<TrainingDay>, position: Int, name: String, shape: Shape, chairs: Int, groupID: ID<Group>? = nil
    ) throws(Refusal) {
        self.id = id
        self.dayID = dayID
        self.position = position
        self.name = name
        self.shape = shape
        self.chairs = chairs
        self.groupID = groupID
        try edit(name: name, shape: shape, chairs: chairs)
    }

    /// Refuses what `init` refuses.
    package mutating func edit(name: String, shape: Shape, chairs: Int) throws(Refusal) {
        let name = try Writing.accepted(name, as: "name", limit: 60).replacing("\n", with: " ")
        guard (1...shape.limit).contains(chairs) else { throw .invalid("chairs", .outOfRange(1, shape.limit)) }
        self.name = name
        self.shape = shape
        self.chairs = chairs
    }
}

/// One person's place: a table and a chair, counted from 1 around the table.
package struct Chair: Hashable, Sendable, Codable {
    package var tableID: ID<SeatingTable>
    package var number: Int
    package let attendanceID: ID<Attendance>
    /// Stays when people are seated anew.
    package var isPinned: Bool

    package init(tableID: ID<SeatingTable>, number: Int, attendanceID: ID<Attendance>, isPinned: Bool = false) {
        self.tableID = tableID
        self.number = number
        self.attendanceID = attendanceID
        self.isPinned = isPinned
    }
}
