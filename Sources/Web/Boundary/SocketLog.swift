import FlyingSocks
import Logging

/// Sends what the socket layer says to our log, at `trace` and `debug`, so that it is silent unless asked for.
struct SocketLog: FlyingSocks.Logging {
    let log: Logger

    func logDebug(_ debug: @autoclosure () -> String) { log.trace("\(debug())") }
    func logInfo(_ info: @autoclosure () -> String) { log.trace("\(info())") }
    func logWarning(_ warning: @autoclosure () -> String) { log.debug("\(warning())") }
    func logError(_ error: @autoclosure () -> String) { log.debug("\(error())") }
    func logCritical(_ critical: @autoclosure () -> String) { log.debug("\(critical())") }
}
