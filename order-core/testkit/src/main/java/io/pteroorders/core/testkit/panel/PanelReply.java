package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the panel answers.
 *
 * @param status of HTTP
 * @param body JSON, or nothing
 * @param headers beside those of every answer
 */
record PanelReply(int status, String body, ImmutableMap<String, String> headers) {

    static final PanelReply DONE = new PanelReply(204, "");

    PanelReply(int status, String body) {
        this(status, body, ImmutableMap.of());
    }

    static PanelReply ok(ObjectNode body) {
        return new PanelReply(200, body.toString());
    }

    static PanelReply created(ObjectNode body) {
        return new PanelReply(201, body.toString());
    }

    PanelReply with(Map<String, String> more) {
        return new PanelReply(
                status,
                body,
                ImmutableMap.<String, String>builder()
                        .putAll(headers)
                        .putAll(more)
                        .buildKeepingLast());
    }
}
