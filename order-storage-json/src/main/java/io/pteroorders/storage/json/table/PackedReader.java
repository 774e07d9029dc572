package io.pteroorders.storage.json.table;

import io.pteroorders.storage.json.table.Dictionary.Frozen;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Reads what a {@link PackedWriter} packed; throws an {@link IndexOutOfBoundsException} behind the end. Not thread-safe.
 */
final class PackedReader {

    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int at;

    PackedReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int readByte() {
        return bytes[at++];
    }

    long readNumber() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    long readSigned() {
        long value = readNumber();
        return value >>> 1 ^ -(value & 1);
    }

    byte[] readBytes() {
        int length = (int) readNumber();
        Objects.checkFromIndexSize(at, length, bytes.length);
        byte[] value = new byte[length];
        System.arraycopy(bytes, at, value, 0, length);
        at += length;
        return value;
    }

    /**
     * A text.
     *
     * @param words what word numbers stand for
     */
    String readText(Frozen<String> words) {
        long head = readNumber();
        int value = (int) (head >>> 2);
        return switch ((int) head & 3) {
            case PackedWriter.WORD -> words.get(value);
            case PackedWriter.LATIN_1 -> text(value, StandardCharsets.ISO_8859_1);
            case PackedWriter.UTF_8 -> text(value, StandardCharsets.UTF_8);
            default -> utf16(value);
        };
    }

    private String text(int length, Charset charset) {
        String text = new String(bytes, at, length, charset);
        at += length;
        return text;
    }

    private String utf16(int length) {
        Objects.checkFromIndexSize(at, length, bytes.length);
        char[] text = new char[length / 2];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) (bytes[at + 2 * i] << 8 | (bytes[at + 2 * i + 1] & 0xFF));
        }
        at += length;
        return new String(text);
    }
}
