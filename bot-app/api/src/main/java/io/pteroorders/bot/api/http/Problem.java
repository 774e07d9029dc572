package io.pteroorders.bot.api.http;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.web.Answer;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a request got no answer of its kind, as RFC 9457 has it. Immutable and thread-safe.
 *
 * @param kind what it is; the same word for the same kind for good
 * @param detail for people, in plain English: what was wrong, what is allowed, what to do next
 * @param data about this case, by name
 * @param headers that go with it
 */
public record Problem(
        Kind kind, String detail, ImmutableMap<String, JsonNode> data, ImmutableMap<String, String> headers) {

    /** The kinds of problems; the words of their {@code type} are promised. */
    public enum Kind {
        MALFORMED_REQUEST(HttpStatus.BAD_REQUEST_400, "The request cannot be read"),
        NO_KEY(HttpStatus.UNAUTHORIZED_401, "A key is needed"),
        SCOPE_NEEDED(HttpStatus.FORBIDDEN_403, "The key may not be used for this"),
        ROLE_NEEDED(HttpStatus.FORBIDDEN_403, "The key has not the rights of an owner"),
        ORIGIN_REFUSED(HttpStatus.FORBIDDEN_403, "Pages from there may not ask"),
        NOT_FOUND(HttpStatus.NOT_FOUND_404, "There is nothing here"),
        METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED_405, "This cannot be done here"),
        REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT_408, "The request came too slowly"),
        ILLEGAL_TRANSITION(HttpStatus.CONFLICT_409, "The order has a status from which this cannot be done"),
        CONFLICT(HttpStatus.CONFLICT_409, "This cannot be done as things stand"),
        CHANGED_SINCE(HttpStatus.PRECONDITION_FAILED_412, "The order is not any more as you know it"),
        TOO_LONG(HttpStatus.PAYLOAD_TOO_LARGE_413, "The request is too long"),
        NOT_JSON(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "The body is no JSON"),
        INVALID_INPUT(HttpStatus.UNPROCESSABLE_ENTITY_422, "The request breaks rules"),
        KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY_422, "The idempotency key is that of another request"),
        TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS_429, "Too many requests"),
        BUG(HttpStatus.INTERNAL_SERVER_ERROR_500, "The program failed"),
        UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE_503, "Not at present");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** What it is called in {@code type}. */
        public String word() {
            return Ascii.toLowerCase(name()).replace('_', '-');
        }

        /** The same for everybody. */
        public String title() {
            return title;
        }
    }

    /** What the types of all problems begin with; a page there says what each is. */
    public static final String TYPES = "/api/v1/docs#problem-";

    /** A problem of which there is no more to say. */
    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, ImmutableMap.of(), ImmutableMap.of());
    }

    /** The same with something to know about it. */
    public Problem with(String name, JsonNode value) {
        return new Problem(kind, detail, and(data, name, value), headers);
    }

    /** The same with a header. */
    public Problem withHeader(String name, String value) {
        return new Problem(kind, detail, data, and(headers, name, value));
    }

    private static <V> ImmutableMap<String, V> and(Map<String, V> some, String name, V value) {
        return ImmutableMap.<String, V>builder().putAll(some).put(name, value).buildOrThrow();
    }

    /** As an answer. */
    public Answer answer() {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("type", TYPES + kind.word())
                .put("title", kind.title)
                .put("status", kind.status)
                .put("detail", detail);
        data.forEach(json::set);
        return JsonAnswer.problem(kind.status, json, headers);
    }
}
