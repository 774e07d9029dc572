package io.pteroorders.bot.api.event;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where a test keeps the records of a log, from one opening to the next; it can fail, and lie. */
final class Disk {

    /** What can be wrong with a log, planted where it keeps its records. */
    enum Fault {
        NONE,
        /** Events are shown before they are durable. */
        SHOWN_TOO_EARLY,
        /** It does not remember by which keys events were made. */
        KEYS_FORGOTTEN,
        /** It does not remember its place and its beginning. */
        BEGINS_EACH_TIME
    }

    private final Fault fault;
    private final List<String> durable = new ArrayList<>();
    private final List<String> pending = new ArrayList<>();
    private int failures;
    private int partly;

    Disk(Fault fault) {
        this.fault = fault;
    }

    /** The log as it is found there. */
    EventLog open(int most) {
        pending.clear();
        return new EventLog(this::records, most);
    }

    EventLog open() {
        return open(EventLog.MOST);
    }

    /** The next additions fail, after so many of their values were written. */
    void failNext(int times, int written) {
        failures = times;
        partly = written;
    }

    int size() {
        return durable.size();
    }

    private Records records(Consumer<String> reader) {
        if (fault != Fault.BEGINS_EACH_TIME) {
            ImmutableList.copyOf(durable).forEach(reader);
        }
        return new Records() {
            @Override
            public void append(List<JsonValue> values) {
                if (failures > 0) {
                    failures--;
                    values.stream().limit(partly).map(JsonValue::json).forEach(durable::add);
                    throw StorageException.unknown("the disk is full", null);
                }
                if (fault == Fault.SHOWN_TOO_EARLY) {
                    durable.addAll(pending);
                    pending.clear();
                    values.forEach(value -> pending.add(value.json()));
                } else {
                    values.forEach(value -> durable.add(kept(value.json())));
                }
            }

            @Override
            public CompletionStage<Void> submit(List<JsonValue> values) {
                append(values);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void replace(Iterable<JsonValue> values) {
                durable.clear();
                values.forEach(value -> durable.add(value.json()));
            }

            @Override
            public void read(Consumer<String> reader) {
                throw new UnsupportedOperationException("nobody reads events once they are open");
            }

            @Override
            public void rewrite(Function<String, Optional<String>> change) {
                throw new UnsupportedOperationException("events name nobody");
            }
        };
    }

    private String kept(String json) {
        return fault == Fault.KEYS_FORGOTTEN ? json.replaceAll("\"key\":\"", "\"key\":\"forgotten-") : json;
    }
}
