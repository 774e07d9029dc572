package io.pteroorders.core.storage;

import com.google.common.base.Preconditions;
import com.google.common.base.Utf8;

/**
 * A JSON value that belongs to a part of a shop, as {@link Records} and a {@link MessageQueue} keep it. That it is JSON is
 * the caller's to see to. Immutable and thread-safe.
 *
 * @param part to which it belongs
 * @param json one JSON value on one line, at most {@value #MAX_BYTES} bytes of UTF-8; spaces between its parts may be lost
 *     when it is kept
 */
public record JsonValue(Part part, String json) {

    /** The most bytes of a value. */
    public static final int MAX_BYTES = 1_000_000;

    /** @throws IllegalArgumentException if it is empty, has a line feed or half a surrogate pair, or is too long */
    public JsonValue {
        Preconditions.checkArgument(!json.isEmpty() && json.indexOf('\n') < 0, "a value stands on one line");
        Preconditions.checkArgument(Utf8.encodedLength(json) <= MAX_BYTES, "a value has at most %s bytes", MAX_BYTES);
    }
}
