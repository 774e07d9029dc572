package io.pteroorders.bot.api.http;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.web.Answer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON. */
public final class JsonAnswer {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private JsonAnswer() {}

    /** What was asked for. */
    public static Answer ok(JsonNode json) {
        return Answer.content(HttpStatus.OK_200, JSON, bytes(json));
    }

    /** What was made. */
    public static Answer created(JsonNode json, String location) {
        return Answer.content(HttpStatus.CREATED_201, JSON, bytes(json)).withHeader("Location", location);
    }

    static Answer problem(int status, JsonNode json, ImmutableMap<String, String> headers) {
        return new Answer(status, PROBLEM, Optional.of(bytes(json)), headers);
    }

    private static byte[] bytes(JsonNode json) {
        return JsonMapper.shared().writeValueAsBytes(json);
    }
}
