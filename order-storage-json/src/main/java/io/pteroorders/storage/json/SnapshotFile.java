package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.CountingInputStream;
import io.pteroorders.storage.json.ReadAhead.Decoded;
import io.pteroorders.storage.json.log.LineBuffer;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file of orders: a JSON array, one order a line when it is written, in any formatting when it is read. */
final class SnapshotFile {

    private SnapshotFile() {}

    /**
     * What a file is known by.
     *
     * @param records how many there are
     * @param length in bytes
     * @param sha256 of its bytes
     */
    record Summary(long records, long length, HashCode sha256) {}

    /**
     * A record that is not an order.
     *
     * @param position its number, from 1
     * @param offset of its first byte in the file
     * @param line of its first byte, from 1
     * @param reason without content
     * @param raw its bytes; none if there are more than {@link OrderJson#MAX_RECORD}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Rejected(int position, long offset, long line, String reason, byte[] raw) {

        Rejected because(String other) {
            return new Rejected(position, offset, line, other, raw);
        }
    }

    /** Takes the records that are no orders. */
    @FunctionalInterface
    interface RejectSink {
        void reject(Rejected rejected) throws IOException;
    }

    /** Takes what is read, in the order of the file. */
    interface Sink extends RejectSink {
        void accept(StoredOrder order, RawRecord record) throws IOException;

        /** Whether every record is wanted that stands before a place where the file is broken. */
        default boolean isSalvaging() {
            return false;
        }
    }

    /**
     * Reads a file to its end. That no two orders have the same id is left to the sink.
     *
     * @throws SnapshotFormatException if it is not a JSON array
     */
    static Summary read(InputStream in, OrderJson format, Sink sink) throws IOException, SnapshotFormatException {
        HashingInputStream hashed = new HashingInputStream(Hashing.sha256(), in);
        CountingInputStream counted = new CountingInputStream(hashed);
        RecordSplitter records = new RecordSplitter(counted);
        try (ReadAhead ahead = new ReadAhead(records, format, sink.isSalvaging())) {
            for (ImmutableList<Decoded> batch = ahead.next(); !batch.isEmpty(); batch = ahead.next()) {
                for (Decoded decoded : batch) {
                    pass(decoded, sink);
                }
            }
        }
        return new Summary(records.count(), counted.getCount(), hashed.hash());
    }

    /**
     * What {@link #write} would give of a file's orders: equal for files that differ in formatting alone, and for a file
     * as it was written equal to what {@link #read} gives.
     *
     * @return empty if a record is not an order
     */
    static Optional<Summary> content(InputStream in, OrderJson format) throws IOException, SnapshotFormatException {
        Rewriting rewriting = new Rewriting();
        read(in, format, rewriting);
        return rewriting.valid ? Optional.of(rewriting.writer.finish()) : Optional.empty();
    }

    private static final class Rewriting implements Sink {

        private final Writer writer = new Writer(OutputStream.nullOutputStream());
        private boolean valid = true;

        @Override
        public void accept(StoredOrder order, RawRecord record) throws IOException {
            writer.add(order);
        }

        @Override
        public void reject(Rejected rejected) {
            valid = false;
        }
    }

    private static void pass(Decoded decoded, Sink sink) throws IOException {
        StoredOrder order = decoded.order();
        if (order == null) {
            sink.reject(decoded.record().rejected(decoded.reason()));
        } else {
            sink.accept(order, decoded.record());
        }
    }

    /** Writes a file. */
    static Summary write(OutputStream out, Iterable<StoredOrder> orders) throws IOException {
        Writer writer = new Writer(out);
        for (StoredOrder order : orders) {
            writer.add(order);
        }
        return writer.finish();
    }

    /** Writes a file order by order. Not thread-safe. */
    static final class Writer {

        private static final int BUFFER = 1 << 16;
        private static final byte[] FIRST = ascii("[\n");
        private static final byte[] NEXT = ascii(",\n");
        private static final byte[] LAST = ascii("\n]\n");
        private static final byte[] NOTHING = ascii("[]\n");

        private final HashingOutputStream out;
        private final LineBuffer buffer = new LineBuffer(2 * BUFFER);
        private long records;
        private long length;

        Writer(OutputStream out) {
            this.out = new HashingOutputStream(Hashing.sha256(), out);
        }

        void add(StoredOrder order) throws IOException {
            buffer.put(records++ == 0 ? FIRST : NEXT);
            buffer.put(OrderJson.encode(order));
            if (buffer.length() >= BUFFER) {
                flush();
            }
        }

        /** Ends the array; the stream is left open. */
        Summary finish() throws IOException {
            buffer.put(records == 0 ? NOTHING : LAST);
            flush();
            out.flush();
            return new Summary(records, length, out.hash());
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private void flush() throws IOException {
            out.write(buffer.bytes(), 0, buffer.length());
            length += buffer.length();
            buffer.clear();
        }
    }
}
