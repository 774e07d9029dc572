package io.pteroorders.bot.api.http;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.RequestId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a program asks for, and who it is. Immutable and thread-safe.
 *
 * @param key that it showed
 * @param path what stands in the places of the address, by their names
 * @param parameters of the address, a text each, or an array of them
 * @param body an object; an empty one if there is none
 * @param idempotencyKey what makes it count once, if it was said
 * @param ifMatch the version that it knows, if it was said; {@code *} for any
 * @param lastEventId the event after which it wants to go on, if it was said
 */
public record Ask(
        ApiKey key,
        ImmutableMap<String, String> path,
        JsonNode parameters,
        JsonNode body,
        Optional<String> idempotencyKey,
        Optional<String> ifMatch,
        Optional<String> lastEventId) {

    /** Who asks. */
    public Actor actor() {
        return key.actor();
    }

    /** Whether the key may be used for something beside what the address needs. */
    public boolean may(Scope scope) {
        return key.may(scope);
    }

    /** What stands in a place of the address. */
    public String path(String name) {
        return path.getOrDefault(name, "");
    }

    /** The parameters of the address, to be read. */
    public Fields query() {
        return Fields.of(parameters);
    }

    /** The fields of the body, to be read. */
    public Fields fields() {
        return Fields.of(body);
    }

    /** What the store knows the request by; the same for the same idempotency key of the same program. */
    public Optional<RequestId> requestId() {
        return idempotencyKey.map(said -> RequestId.of("api", key.digest(), said));
    }

    /** Whether a text may be an idempotency key. */
    static boolean isIdempotencyKey(String text) {
        return !text.isEmpty()
                && text.length() <= 200
                && CharMatcher.inRange('!', '~').matchesAllOf(text);
    }
}
