package io.pteroorders.storage.json.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record of a journal, one line of text: {@code crc sequence durable previousCrc length type json LF}. The CRC-32C is
 * over all between it and the line feed, and the CRC of the record before chains each record to its place.
 *
 * @param sequence the record's number, one more than that of the record before, across files
 * @param durable the highest sequence that was known to be forced when this line was written
 * @param previousCrc the CRC of the record before; 0 for the first of all
 * @param type what the record is; readers may skip small letters that they do not know, but not capitals
 * @param json one JSON value without a line feed
 * @param crc the CRC of this record
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record JournalLine(long sequence, long durable, int previousCrc, char type, byte[] json, int crc) {

    /** The most bytes of JSON in a record. */
    public static final int MAX_JSON = 1 << 20;

    /** The most bytes of a line. */
    static final int MAX_LENGTH = MAX_JSON + 100;

    private static final int CRC_DIGITS = 8;
    private static final int MAX_DIGITS = 18;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Puts a line together; returns its CRC. */
    public static int write(LineBuffer out, long sequence, long durable, int previousCrc, char type, byte[] json) {
        int start = out.skip(CRC_DIGITS);
        out.put((byte) ' ');
        int covered = out.length();
        out.putDecimal(sequence);
        out.put((byte) ' ');
        out.putDecimal(durable);
        out.put((byte) ' ');
        putHex(out, out.skip(CRC_DIGITS), previousCrc);
        out.put((byte) ' ');
        out.putDecimal(json.length);
        out.put((byte) ' ');
        out.put((byte) type);
        out.put((byte) ' ');
        out.put(json);
        int crc = crc(out.bytes(), covered, out.length());
        putHex(out, start, crc);
        out.put((byte) '\n');
        return crc;
    }

    public static void putHex(LineBuffer out, int at, int value) {
        for (int i = 0; i < CRC_DIGITS; i++) {
            out.bytes()[at + i] = HEX[(value >>> (4 * (CRC_DIGITS - 1 - i))) & 0xf];
        }
    }

    public static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    /** The whole line that begins at {@code from}; null if there is no valid one before {@code to}. */
    public static @Nullable JournalLine parse(byte[] bytes, int from, int to) {
        Cursor cursor = new Cursor(bytes, from, to);
        int crc = cursor.hex();
        int covered = cursor.at;
        long sequence = cursor.decimal();
        long durable = cursor.decimal();
        int previousCrc = cursor.hex();
        long length = cursor.decimal();
        char type = cursor.letter();
        int begin = cursor.at;
        if (cursor.bad || length > MAX_JSON || length >= to - begin) {
            return null;
        }
        int end = begin + (int) length;
        if (bytes[end] != '\n' || crc(bytes, covered, end) != crc) {
            return null;
        }
        return new JournalLine(sequence, durable, previousCrc, type, Arrays.copyOfRange(bytes, begin, end), crc);
    }

    /** The number of bytes of this line. */
    public int length() {
        return 2 * CRC_DIGITS + 8 + digits(sequence) + digits(durable) + digits(json.length) + json.length;
    }

    private static int digits(long value) {
        return Long.toString(value).length();
    }

    /** Whether a reader that does not know this type may skip it. */
    boolean isSkippable() {
        return type >= 'a';
    }

    /** That it says what it must not, although its checksum is right. */
    public String breaking(Exception rule) {
        return this + ", which breaks a rule: " + rule.getMessage();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JournalLine that && sequence == that.sequence && crc == that.crc;
    }

    @Override
    public int hashCode() {
        return crc;
    }

    @Override
    public String toString() {
        return "record " + sequence + " " + type;
    }

    /** Reads fields, each ended by one space; what does not fit makes it bad. */
    private static final class Cursor {

        private final byte[] bytes;
        private final int to;
        private int at;
        private boolean bad;

        Cursor(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.at = from;
            this.to = to;
        }

        int hex() {
            int value = 0;
            for (int i = 0; i < CRC_DIGITS; i++) {
                int next = next();
                int digit = next >= 'a' && next <= 'f' ? next - 'a' + 10 : next - '0';
                bad |= digit < 0 || digit > 15 || (digit > 9 && next < 'a');
                value = value << 4 | digit;
            }
            space();
            return value;
        }

        long decimal() {
            long value = 0;
            int count = 0;
            int next = next();
            boolean leadingZero = next == '0' && at < to && bytes[at] != ' ';
            while (next >= '0' && next <= '9' && count <= MAX_DIGITS) {
                value = value * 10 + next - '0';
                count++;
                next = next();
            }
            bad |= count == 0 || count > MAX_DIGITS || leadingZero || next != ' ';
            return value;
        }

        char letter() {
            int next = next();
            bad |= !((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
            space();
            return (char) next;
        }

        private void space() {
            bad |= next() != ' ';
        }

        private int next() {
            if (bad || at >= to) {
                bad = true;
                return -1;
            }
            return bytes[at++];
        }
    }
}
