package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.Health;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.LoggedQueue;
import io.pteroorders.core.storage.LoggedQueue.Contents;
import io.pteroorders.core.storage.LoggedQueue.Done;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * The entries of a queue in a {@link RecordLog}: {@code {"number":..,"key":..,"part":..,"at":..,"message":..}} for one that
 * came, {@code {"done":..,"at":..,"kept":..}} for one that is dealt with. Thread-safe.
 */
final class QueueLog implements LoggedQueue.Log {

    /** So many entries that no longer matter are kept at least, so that a short queue is not written again and again. */
    private static final int STALE_KEPT = 20_000;

    private final RecordLog log;
    private final Queue<Done> refused = new ConcurrentLinkedQueue<>();
    private int entries;
    private volatile ImmutableList<String> tidying = ImmutableList.of();

    /** A log that is open, and what it held. */
    record Opened(Contents contents, QueueLog log) {}

    private QueueLog(RecordLog log, int entries) {
        this.log = log;
        this.entries = entries;
    }

    /** @throws DataRefusedException if the directory cannot be used or is damaged */
    static Opened open(Path directory, Clock clock) {
        ImmutableList.Builder<QueuedMessage> waiting = ImmutableList.builder();
        ImmutableList.Builder<Done> done = ImmutableList.builder();
        RecordLog log = RecordLog.open(directory, clock, json -> {
            JsonNode entry = JsonMapper.shared().readTree(json);
            if (entry.has("done")) {
                done.add(readDone(entry));
            } else {
                waiting.add(readMessage(entry));
            }
        });
        Contents contents = new Contents(waiting.build(), done.build());
        return new Opened(
                contents,
                new QueueLog(log, contents.waiting().size() + contents.done().size()));
    }

    private static QueuedMessage readMessage(JsonNode entry) {
        return new QueuedMessage(
                entry.path("number").longValue(),
                entry.path("key").stringValue(),
                new JsonValue(
                        new Part(entry.path("part").intValue()),
                        entry.path("message").toString()),
                at(entry));
    }

    private static Done readDone(JsonNode entry) {
        return new Done(
                entry.path("done").stringValue(),
                entry.has("kept") ? entry.path("kept").toString() : "",
                at(entry));
    }

    private static Instant at(JsonNode entry) {
        return Instant.ofEpochMilli(entry.path("at").longValue());
    }

    private static byte[] write(QueuedMessage message) {
        ObjectNode entry = JsonMapper.shared()
                .createObjectNode()
                .put("number", message.number())
                .put("key", message.key())
                .put("part", message.value().part().number())
                .put("at", message.receivedAt().toEpochMilli())
                .putRawValue("message", new RawValue(message.value().json()));
        return JsonMapper.shared().writeValueAsBytes(entry);
    }

    private static byte[] write(Done done) {
        ObjectNode entry = JsonMapper.shared()
                .createObjectNode()
                .put("done", done.key())
                .put("at", done.at().toEpochMilli());
        if (!done.kept().isEmpty()) {
            entry.putRawValue("kept", new RawValue(done.kept()));
        }
        return JsonMapper.shared().writeValueAsBytes(entry);
    }

    @Override
    public synchronized CompletionStage<Void> arrived(QueuedMessage message) {
        submitRefused();
        entries++;
        return log.submit(write(message)).thenAccept(written -> {});
    }

    @Override
    public synchronized void done(Done done) {
        submitRefused();
        submit(done);
    }

    private void submit(Done done) {
        entries++;
        log.submit(write(done)).whenComplete((written, failure) -> {
            if (failure != null) {
                refused.add(done);
            }
        });
    }

    /** What a full disk refused is written with what comes next, or the message would come again after a restart. */
    private void submitRefused() {
        for (Done done = refused.poll(); done != null; done = refused.poll()) {
            submit(done);
        }
    }

    /** Nothing is lost if it fails; it is tried again after as many entries. */
    @Override
    public synchronized void tidy(int matter, Supplier<Contents> contents) {
        if (entries < STALE_KEPT + 2 * matter) {
            return;
        }
        Contents all = contents.get();
        entries = all.waiting().size() + all.done().size();
        try {
            log.compact(Iterables.concat(
                    Iterables.transform(all.done(), QueueLog::write),
                    Iterables.transform(all.waiting(), QueueLog::write)));
            tidying = ImmutableList.of();
        } catch (IOException | StorageException e) {
            tidying = ImmutableList.of("messages that are dealt with cannot be dropped: " + e.getMessage());
        }
    }

    @Override
    public synchronized void replace(Supplier<Contents> contents) {
        submitRefused();
        Contents all = contents.get();
        try {
            Iterable<byte[]> values = Iterables.concat(
                    Iterables.transform(all.done(), QueueLog::write),
                    Iterables.transform(all.waiting(), QueueLog::write));
            log.compact(values);
            entries = all.waiting().size() + all.done().size();
        } catch (IOException e) {
            throw StorageException.retryable("messages that are dealt with cannot be dropped: " + e.getMessage(), e);
        }
    }

    @Override
    public Health health() {
        return new Health(log.failure(), tidying, log.notices());
    }

    @Override
    public void close() {
        log.close();
    }
}
