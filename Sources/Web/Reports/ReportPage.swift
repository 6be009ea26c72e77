import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let reportRoutes: [Route] = [.get("/days/:day/report") { try await $0.showReport($1) }]

    /// What is kept of the day, on one page to print.
    func showReport(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        let report = try await store.report(of: day, names: request.query.has("names"), to: viewer)
        let say = speech(request)
        var content = ReportView(report, say).content
        content["mayName"] = viewer.isFacilitator
        return try page(
            "report/page.html", content, titled: say("report.title", ["day": report.day.title]),
            frame: PageFrame(viewer: viewer, styles: ["plenary", "evaluation", "report"], day: report.day), for: request)
    }
}

/// The report as a document of its own, for `panorama report`.
package enum ReportDocument {
    /// A whole page without frame, menu and scripts; `css` goes into its head.
    package static func html(_ report: DayReport, css: String, views: Views, in language: Language) throws -> String {
        let say = Speech(catalogue: views.catalogue, language: language)
        let body = try views.render("report/page.html", ReportView(report, say).content, in: language)
        let style = HTML(trusted: "<style>" + css.replacing("</", with: "<\\/") + "</style>")
        return try views.render(
            "report/document.html", ["title": say("report.title", ["day": report.day.title]), "style": style, "body": body], in: language
        ).markup
    }
}
