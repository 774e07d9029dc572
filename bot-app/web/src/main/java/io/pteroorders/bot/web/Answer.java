package io.pteroorders.bot.web;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/**
 * An answer to a request. Immutable; whoever makes one leaves its content alone from then on.
 *
 * @param status of HTTP
 * @param type of the content
 * @param content empty for none
 * @param headers beside those that every answer has
 */
public record Answer(int status, String type, Optional<byte[]> content, ImmutableMap<String, String> headers) {

    private static final int TAG_LENGTH = 22;

    /** It was done, and there is nothing to say. */
    public static Answer done() {
        return empty(HttpStatus.NO_CONTENT_204);
    }

    /** Nothing but a status. */
    public static Answer empty(int status) {
        return new Answer(status, "", Optional.empty(), ImmutableMap.of());
    }

    /** Content of a type. */
    public static Answer content(int status, String type, byte[] content) {
        return new Answer(status, type, Optional.of(content), ImmutableMap.of());
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

    /** The same, which may be kept for some seconds, and after that as long as its content stays the same. */
    public Answer kept(int seconds) {
        byte[] bytes = content.orElseThrow();
        String digest = BaseEncoding.base64Url()
                .encode(Hashing.sha256().hashBytes(bytes).asBytes())
                .substring(0, TAG_LENGTH);
        return withHeader("ETag", "\"" + digest + "\"").withHeader("Cache-Control", "public, max-age=" + seconds);
    }

    /** Whether it was done. */
    public boolean isSuccess() {
        return HttpStatus.isSuccess(status);
    }
}
