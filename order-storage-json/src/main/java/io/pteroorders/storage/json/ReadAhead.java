package io.pteroorders.storage.json;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Finds and decodes the next records of a file on a thread of its own while those before them are made use of. */
final class ReadAhead implements AutoCloseable {

    private static final int BATCH = 1 << 18;

    /** A record, and the order in it or why there is none. */
    record Decoded(RawRecord record, @Nullable StoredOrder order, String reason) {}

    private final RecordSplitter records;
    private final OrderJson format;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(ReadAhead::thread);
    private final boolean salvaging;
    private @Nullable SnapshotFormatException broken;
    private Future<ImmutableList<Decoded>> ahead;

    /** @param salvaging whether all records before a place where the file is broken are passed on first */
    ReadAhead(RecordSplitter records, OrderJson format, boolean salvaging) {
        this.salvaging = salvaging;
        this.records = records;
        this.format = format;
        this.ahead = reader.submit(this::read);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "snapshot-reader");
        thread.setDaemon(true);
        return thread;
    }

    private ImmutableList<Decoded> read() throws IOException, SnapshotFormatException {
        if (broken != null) {
            throw broken;
        }
        ImmutableList.Builder<Decoded> batch = ImmutableList.builder();
        byte[] bytes = new byte[BATCH];
        int used = 0;
        while (used < BATCH && next(used)) {
            RawRecord record = records.record();
            if (used + record.length() > bytes.length) {
                bytes = Arrays.copyOf(bytes, used + record.length());
            }
            batch.add(decode(record.copiedTo(bytes, used)));
            used += Math.max(1, record.length());
        }
        return batch.build();
    }

    private boolean next(int used) throws IOException, SnapshotFormatException {
        try {
            return records.next();
        } catch (SnapshotFormatException e) {
            if (used == 0 || !salvaging) {
                throw e;
            }
            broken = e;
            return false;
        }
    }

    private Decoded decode(RawRecord record) {
        try {
            return new Decoded(record, record.decoded(format), "");
        } catch (OrderFormatException e) {
            return new Decoded(record, null, String.valueOf(e.getMessage()));
        }
    }

    /** The next records; empty at the end. */
    ImmutableList<Decoded> next() throws IOException, SnapshotFormatException {
        ImmutableList<Decoded> batch = get();
        if (!batch.isEmpty()) {
            ahead = reader.submit(this::read);
        }
        return batch;
    }

    private ImmutableList<Decoded> get() throws IOException, SnapshotFormatException {
        try {
            return Uninterruptibles.getUninterruptibly(ahead);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            Throwables.throwIfInstanceOf(cause, IOException.class);
            Throwables.throwIfInstanceOf(cause, SnapshotFormatException.class);
            Throwables.throwIfUnchecked(cause);
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
