package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a status is kept until it is dealt with. */
final class StatusJson {

    private static final String STATUS = "status";
    private static final String ID = "id";
    private static final String STATE = "state";
    private static final String ERRORS = "errors";

    private StatusJson() {}

    static byte[] encode(ReceivedStatus status) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ObjectNode content = json.putObject(STATUS).put(STATE, status.state().name());
        status.ourId().ifPresent(id -> content.put(ID, id));
        ArrayNode errors = content.putArray(ERRORS);
        status.errorCodes().forEach(errors::add);
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    /** The status that it is; empty if it is something else. */
    static Optional<ReceivedStatus> decode(JsonNode json) {
        if (!json.has(STATUS)) {
            return Optional.empty();
        }
        JsonNode content = json.path(STATUS);
        ImmutableList<Integer> errors =
                content.path(ERRORS).valueStream().map(JsonNode::intValue).collect(ImmutableList.toImmutableList());
        return Optional.of(new ReceivedStatus(
                content.path(ID).stringValueOpt(),
                ReceivedStatus.State.valueOf(content.path(STATE).stringValue()),
                errors));
    }
}
