package io.pteroorders.storage.record;

import com.google.common.base.Utf8;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads one JSON value from bytes, token by token and strictly as RFC 8259 has it. What was read last lies between
 * {@link #from} and {@link #to}: bytes become objects only where asked. Not thread-safe.
 */
final class JsonReader {

    /** How deep arrays and objects may be nested. */
    static final int MAX_DEPTH = 32;

    /** The most characters of a number. */
    static final int MAX_NUMBER = 40;

    /** What a value is. */
    enum Kind {
        OBJECT("an object"),
        ARRAY("an array"),
        TEXT("text"),
        WHOLE_NUMBER("a whole number"),
        DECIMAL_NUMBER("a number with decimals"),
        BOOLEAN("true or false"),
        NULL("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final boolean[] PLAIN_IN_TEXT = plainInText();
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;
    private final int begin;
    private final int end;
    private int at;
    private int depth;
    private boolean first;
    private int from;
    private int to;
    private boolean escaped;

    /** @throws OrderFormatException if the bytes are not UTF-8 */
    JsonReader(byte[] json, int offset, int length) throws OrderFormatException {
        this.json = json;
        this.begin = offset;
        this.end = offset + length;
        this.at = offset;
        if (!Utf8.isWellFormed(json, offset, length)) {
            throw new OrderFormatException("the record is not UTF-8");
        }
    }

    private static boolean[] plainInText() {
        boolean[] plain = new boolean[256];
        Arrays.fill(plain, ' ', plain.length, true);
        plain['"'] = false;
        plain['\\'] = false;
        return plain;
    }

    byte[] json() {
        return json;
    }

    /** Where what was read last begins; a text without its quotes. */
    int from() {
        return from;
    }

    /** Where what was read last ends. */
    int to() {
        return to;
    }

    /** Where the next value begins. */
    int mark() {
        next();
        return at;
    }

    /** Goes back to a value that was skipped. */
    void back(int mark) {
        at = mark;
    }

    /** The kind of the next value. */
    Kind kind() throws OrderFormatException {
        return switch (next()) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.TEXT;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> kindOfNumber();
            default -> throw malformed(at);
        };
    }

    private Kind kindOfNumber() {
        for (int i = at; i < end && isPartOfNumber(json[i]); i++) {
            if (!isDigit(i) && json[i] != '-') {
                return Kind.DECIMAL_NUMBER;
            }
        }
        return Kind.WHOLE_NUMBER;
    }

    private static boolean isPartOfNumber(byte b) {
        return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    void beginObject() throws OrderFormatException {
        begin('{');
    }

    void beginArray() throws OrderFormatException {
        begin('[');
    }

    private void begin(char bracket) throws OrderFormatException {
        expect(bracket);
        first = true;
        if (++depth > MAX_DEPTH) {
            throw new OrderFormatException("the record is nested deeper than " + MAX_DEPTH);
        }
    }

    /** Reads the name of an object's next field; false at the object's end. */
    boolean nextName() throws OrderFormatException {
        if (!nextElement('}')) {
            return false;
        }
        readText();
        expect(':');
        return true;
    }

    /** Goes to an array's next element; false at the array's end. */
    boolean nextElement() throws OrderFormatException {
        return nextElement(']');
    }

    private boolean nextElement(char bracket) throws OrderFormatException {
        if (next() == bracket) {
            at++;
            depth--;
            first = false;
            return false;
        }
        if (!first) {
            expect(',');
        }
        first = false;
        return true;
    }

    void readText() throws OrderFormatException {
        expect('"');
        from = at;
        escaped = false;
        while (true) {
            while (at < end && PLAIN_IN_TEXT[json[at] & 0xff]) {
                at++;
            }
            if (at == end || (json[at] != '"' && json[at] != '\\')) {
                throw malformed(at);
            }
            if (json[at] == '"') {
                to = at++;
                return;
            }
            escaped = true;
            skipEscape();
        }
    }

    private void skipEscape() throws OrderFormatException {
        int hexadecimals = at + 1 < end && json[at + 1] == 'u' ? 4 : 0;
        if (at + 1 + hexadecimals >= end || (hexadecimals == 0 && "\"\\/bfnrt".indexOf(json[at + 1]) < 0)) {
            throw malformed(at);
        }
        for (int i = at + 2; i < at + 2 + hexadecimals; i++) {
            if (Character.digit(json[i], 16) < 0) {
                throw malformed(i);
            }
        }
        at += 2 + hexadecimals;
    }

    /** The text that was read last. */
    String text() {
        String raw = new String(json, from, to - from, StandardCharsets.UTF_8);
        return escaped ? unescaped(raw) : raw;
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char character = raw.charAt(i);
            if (character != '\\') {
                text.append(character);
            } else if (raw.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(unescaped(raw.charAt(i)));
            }
        }
        return text.toString();
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    /** Whether the text that was read last is this one, which has no character to escape. */
    boolean is(byte[] ascii) {
        return escaped
                ? text().equals(new String(ascii, StandardCharsets.US_ASCII))
                : Arrays.equals(json, from, to, ascii, 0, ascii.length);
    }

    /**
     * The instant that was read last as a text.
     *
     * @throws DateTimeException if it is none
     */
    Instant time() {
        return escaped ? Instant.parse(text()) : JsonTimes.read(json, from, to);
    }

    void readNumber() throws OrderFormatException {
        next();
        from = at;
        at += byteAt(at) == '-' ? 1 : 0;
        if (byteAt(at) == '0') {
            at++;
        } else {
            readDigits();
        }
        if (byteAt(at) == '.') {
            at++;
            readDigits();
        }
        if (byteAt(at) == 'e' || byteAt(at) == 'E') {
            at++;
            at += byteAt(at) == '-' || byteAt(at) == '+' ? 1 : 0;
            readDigits();
        }
        to = at;
        if (to - from > MAX_NUMBER) {
            throw new OrderFormatException("the record has a number longer than " + MAX_NUMBER + " characters");
        }
    }

    private void readDigits() throws OrderFormatException {
        int start = at;
        while (isDigit(at)) {
            at++;
        }
        if (at == start) {
            throw malformed(at);
        }
    }

    private boolean isDigit(int index) {
        return index < end && json[index] >= '0' && json[index] <= '9';
    }

    /**
     * The number that was read last.
     *
     * @throws NumberFormatException if its exponent is beyond all reason
     */
    BigDecimal number() {
        return new BigDecimal(new String(json, from, to - from, StandardCharsets.US_ASCII));
    }

    /** Reads the next value as a whole. */
    void skip() throws OrderFormatException {
        int start = mark();
        switch (kind()) {
            case OBJECT -> {
                beginObject();
                while (nextName()) {
                    skip();
                }
            }
            case ARRAY -> {
                beginArray();
                while (nextElement()) {
                    skip();
                }
            }
            case TEXT -> readText();
            case WHOLE_NUMBER, DECIMAL_NUMBER -> readNumber();
            case BOOLEAN -> readWord(json[at] == 't' ? TRUE : FALSE);
            case NULL -> readWord(NULL);
        }
        from = start;
        to = at;
    }

    private void readWord(byte[] word) throws OrderFormatException {
        if (end - at < word.length || !Arrays.equals(json, at, at + word.length, word, 0, word.length)) {
            throw malformed(at);
        }
        at += word.length;
    }

    /** @throws OrderFormatException if anything but white space follows */
    void end() throws OrderFormatException {
        if (next() >= 0) {
            throw new OrderFormatException("the record has something after its end");
        }
    }

    private void expect(char character) throws OrderFormatException {
        if (next() != character) {
            throw malformed(at);
        }
        at++;
    }

    /** The first byte of the next token, which is not read; -1 at the end. */
    private int next() {
        while (at < end && isWhiteSpace(json[at])) {
            at++;
        }
        return byteAt(at);
    }

    private int byteAt(int index) {
        return index < end ? json[index] : -1;
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private OrderFormatException malformed(int index) {
        return new OrderFormatException("the record is not valid JSON at its byte " + (index - begin + 1));
    }
}
