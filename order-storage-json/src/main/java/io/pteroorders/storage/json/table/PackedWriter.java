package io.pteroorders.storage.json.table;

import com.google.common.base.CharMatcher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Packs numbers and texts into bytes; {@link PackedReader} reads them. Not thread-safe. */
final class PackedWriter {

    /** How a text is packed, in the two lowest bits of the number before it; the rest is its word or its length. */
    static final int WORD = 0;

    static final int LATIN_1 = 1;
    static final int UTF_8 = 2;
    static final int UTF_16 = 3;

    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void makeRoom(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    void writeByte(int value) {
        makeRoom(1);
        bytes[size++] = (byte) value;
    }

    void writeLong(long value) {
        makeRoom(Long.BYTES);
        PackedReader.LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** A number that is usually small and not negative: seven bits a byte. */
    void writeNumber(long value) {
        makeRoom(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A number that is usually near zero. */
    void writeSigned(long value) {
        writeNumber(value << 1 ^ value >> 63);
    }

    void writeBytes(byte[] value) {
        makeRoom(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** A text of ASCII characters. */
    @SuppressWarnings("deprecation") // takes the lower byte of each character, which is all there is
    void writeAscii(String text, int from) {
        int length = text.length() - from;
        writeNumber(length);
        makeRoom(length);
        text.getBytes(from, text.length(), bytes, size);
        size += length;
    }

    void writeWord(int word) {
        writeNumber((long) word << 2 | WORD);
    }

    /** Any text, also with half surrogate pairs. */
    void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (CharMatcher.ascii().matchesAllOf(text)) {
            writeText(LATIN_1, utf8);
        } else if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            writeText(UTF_8, utf8);
        } else {
            writeText(UTF_16, utf16(text));
        }
    }

    private static byte[] utf16(String text) {
        byte[] bytes = new byte[text.length() * 2];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >>> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private void writeText(int kind, byte[] packed) {
        writeNumber((long) packed.length << 2 | kind);
        writeBytes(packed);
    }
}
