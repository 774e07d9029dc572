package io.pteroorders.storage.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Collects compact JSON as UTF-8 bytes. Not thread-safe. */
final class JsonWriter {

    private static final byte[] HEXADECIMALS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_CHARACTER = 6;

    /** What stands behind the backslash for a character; 0 if it needs none, {@code u} if its number. */
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int length;

    JsonWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }

    /** The bytes, of which {@link #length} count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    /** Appends an ASCII character as it is. */
    void raw(char character) {
        ensure(1);
        bytes[length++] = (byte) character;
    }

    /** Appends bytes as they are. */
    void raw(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    void beginObject() {
        raw('{');
    }

    void endObject() {
        raw('}');
    }

    void beginArray() {
        raw('[');
    }

    void endArray() {
        raw(']');
    }

    /** Appends the comma before an array's element if one is due. */
    void element() {
        if (bytes[length - 1] != '[') {
            raw(',');
        }
    }

    /** Appends a field's name, already in quotes and with its colon, and the comma before it if one is due. */
    void key(byte[] key) {
        if (bytes[length - 1] != '{') {
            raw(',');
        }
        raw(key);
    }

    /** Appends an ASCII text as it is. */
    void ascii(String json) {
        raw(json.getBytes(StandardCharsets.US_ASCII));
    }

    /** Appends an instant of the years 0 to 9999. */
    void time(Instant time) {
        ensure(JsonTimes.LENGTH + 2);
        bytes[length++] = '"';
        JsonTimes.write(time, bytes, length);
        length += JsonTimes.LENGTH;
        bytes[length++] = '"';
    }

    /** Appends a text; halves of surrogate pairs are escaped. */
    void text(String text) {
        ensure(LONGEST_CHARACTER * text.length() + 2);
        bytes[length++] = '"';
        for (int i = plain(text); i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ESCAPES.length) {
                ascii(character);
            } else if (character < 0x800) {
                bytes[length++] = (byte) (0xc0 | character >> 6);
                continuation(character);
            } else if (!Character.isSurrogate(character)) {
                bytes[length++] = (byte) (0xe0 | character >> 12);
                continuation(character >> 6);
                continuation(character);
            } else if (isPair(text, i)) {
                pair(Character.toCodePoint(character, text.charAt(++i)));
            } else {
                escape(character);
            }
        }
        bytes[length++] = '"';
    }

    /** Appends a text up to the first character that is not written as it is; returns the index of that. */
    private int plain(String text) {
        byte[] to = bytes;
        int at = length;
        int i = 0;
        while (i < text.length()) {
            char character = text.charAt(i);
            if (character >= ESCAPES.length || ESCAPES[character] != 0) {
                break;
            }
            to[at++] = (byte) character;
            i++;
        }
        length = at;
        return i;
    }

    private static boolean isPair(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    private void ascii(char character) {
        byte escape = ESCAPES[character];
        if (escape == 0) {
            bytes[length++] = (byte) character;
        } else if (escape == 'u') {
            escape(character);
        } else {
            bytes[length++] = '\\';
            bytes[length++] = escape;
        }
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void pair(int codePoint) {
        bytes[length++] = (byte) (0xf0 | codePoint >> 18);
        continuation(codePoint >> 12);
        continuation(codePoint >> 6);
        continuation(codePoint);
    }

    private void escape(char character) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEXADECIMALS[character >> shift & 0xf];
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
