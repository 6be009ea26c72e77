import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    func addCase(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        try await store.addCase(request.form.id("scenario"), to: day, at: request.now, by: viewer)
        return try await planned(request, day, [.cases, .castings])
    }

    func moveCase(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let step = request.form.text("step")
        guard step == "up" || step == "down" else { throw Refusal.invalid("step", .unknownChoice) }
        try await store.moveCase(request.id("scenario"), by: step == "up" ? -1 : 1, on: day, at: request.now, by: viewer)
        return try await planned(request, day, [.cases, .castings], saying: "plan.case-moved")
    }

    func removeCase(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        try await store.removeCase(request.id("scenario"), from: day, at: request.now, by: viewer)
        return try await planned(request, day, [.cases, .castings])
    }

    func cast(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let form = request.form
        try await store.cast(
            form.id("leader"), as: form.optionalID("persona"), orAllOf: form.optionalID("scenario"), on: day, at: request.now, by: viewer)
        return try await planned(request, day, [.castings])
    }

    func uncast(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        try await store.uncast(request.form.id("leader"), as: request.form.id("persona"), on: day, at: request.now, by: viewer)
        return try await planned(request, day, [.castings])
    }
}
