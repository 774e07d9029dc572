package io.pteroorders.storage.json.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A growing array of bytes. */
public final class LineBuffer {

    private byte[] bytes;
    private int length;

    public LineBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /** Leaves room for some bytes; returns where they begin. */
    int skip(int count) {
        ensure(count);
        int start = length;
        length += count;
        return start;
    }

    public void put(byte value) {
        ensure(1);
        bytes[length++] = value;
    }

    public void put(byte[] values) {
        ensure(values.length);
        System.arraycopy(values, 0, bytes, length, values.length);
        length += values.length;
    }

    void putDecimal(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        int start = skip(digits);
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[start + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
