package io.pteroorders.bot.api.http;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer to a request. Immutable; whoever makes one leaves its content alone from then on.
 *
 * @param status of HTTP
 * @param type of the content
 * @param content empty for none
 * @param headers beside those that every answer has
 */
public record Answer(int status, String type, Optional<byte[]> content, ImmutableMap<String, String> headers) {

    /** The status of what whoever asks has already. */
    static final int UNCHANGED = HttpStatus.NOT_MODIFIED_304;

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    /** What was asked for. */
    public static Answer ok(JsonNode json) {
        return of(HttpStatus.OK_200, json);
    }

    /** What was made. */
    public static Answer created(JsonNode json, String location) {
        return of(HttpStatus.CREATED_201, json).withHeader("Location", location);
    }

    /** It was done, and there is nothing to say. */
    public static Answer done() {
        return new Answer(HttpStatus.NO_CONTENT_204, "", Optional.empty(), ImmutableMap.of());
    }

    private static Answer of(int status, JsonNode json) {
        return new Answer(status, JSON, Optional.of(bytes(json)), ImmutableMap.of());
    }

    /** Content of another type. */
    public static Answer content(String type, byte[] content) {
        return new Answer(HttpStatus.OK_200, type, Optional.of(content), ImmutableMap.of());
    }

    static Answer problem(int status, JsonNode json, ImmutableMap<String, String> headers) {
        return new Answer(status, PROBLEM, Optional.of(bytes(json)), headers);
    }

    private static byte[] bytes(JsonNode json) {
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    /** The same with a header. */
    public Answer withHeader(String name, String value) {
        return new Answer(
                status,
                type,
                content,
                ImmutableMap.<String, String>builder()
                        .putAll(headers)
                        .put(name, value)
                        .buildOrThrow());
    }

    boolean isSuccess() {
        return HttpStatus.isSuccess(status);
    }
}
