package io.pteroorders.core.testkit.panel;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a panel answers instead of doing what it was asked to. */
final class PanelRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<ObjectNode> errors;

    private PanelRefusal(int status, List<ObjectNode> errors) {
        super(status + " " + errors);
        this.status = status;
        this.errors = errors;
    }

    static PanelRefusal of(int status, String code, String detail) {
        return new PanelRefusal(status, List.of(error(status, code, detail)));
    }

    static PanelRefusal notFound() {
        return of(404, "NotFoundHttpException", "The requested resource could not be found on the server.");
    }

    /** A request that the panel's own rules let pass, and that the panel then cannot do; in its words. */
    static PanelRefusal display(String detail) {
        return of(400, "DisplayException", detail);
    }

    /** A machine does not answer. */
    static PanelRefusal daemonAway() {
        return of(
                504,
                "DaemonConnectionException",
                "Could not establish a connection to the machine running this server. Please try again.");
    }

    static PanelRefusal broken(String code) {
        return of(500, code, "An unexpected error was encountered while processing this request, please try again.");
    }

    /** Rules that the fields break, each with its field. */
    static PanelRefusal invalid(List<ObjectNode> broken) {
        return new PanelRefusal(422, broken);
    }

    /** A rule that a field breaks. */
    static ObjectNode brokenRule(String field, String rule, String detail) {
        ObjectNode error = error(422, "ValidationException", detail);
        error.putObject("meta").put("source_field", field).put("rule", rule);
        return error;
    }

    private static ObjectNode error(int status, String code, String detail) {
        return Json.object()
                .put("code", code)
                .put("status", String.valueOf(status))
                .put("detail", detail);
    }

    PanelReply reply() {
        ObjectNode body = Json.object();
        body.set("errors", Json.array(errors));
        return new PanelReply(status, body.toString());
    }
}
