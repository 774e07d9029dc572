package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.pteroorders.core.storage.Health;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.LocalShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.log.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Records in a {@link RecordLog}. Parts are not written, since one process has all of them. Thread-safe.
 */
final class LoggedRecords implements LocalShopStorage.RecordList {

    private final RecordLog log;

    private LoggedRecords(RecordLog log) {
        this.log = log;
    }

    static LoggedRecords open(Path directory, Clock clock, Consumer<String> reader) {
        return new LoggedRecords(
                RecordLog.open(directory, clock, json -> reader.accept(new String(json, StandardCharsets.UTF_8))));
    }

    private static byte[] bytes(JsonValue value) {
        return value.json().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void append(List<JsonValue> values) {
        Waiting.forAnswer(submit(values).toCompletableFuture());
    }

    @Override
    public CompletionStage<Void> submit(List<JsonValue> values) {
        return log.submitAll(Lists.transform(values, LoggedRecords::bytes)).thenAccept(written -> {});
    }

    @Override
    public void replace(Iterable<JsonValue> values) {
        try {
            log.compact(Iterables.transform(values, LoggedRecords::bytes));
        } catch (IOException e) {
            throw StorageException.retryable("the records could not be replaced: " + e.getMessage(), e);
        }
    }

    @Override
    public void read(Consumer<String> reader) {
        try {
            log.read(json -> reader.accept(new String(json, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw StorageException.retryable("the records could not be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void rewrite(Function<String, Optional<String>> change) {
        try {
            log.rewrite(json -> change.apply(new String(json, StandardCharsets.UTF_8))
                    .map(value -> value.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw StorageException.retryable("the records could not be rewritten: " + e.getMessage(), e);
        }
    }

    @Override
    public Health health() {
        return new Health(log.failure(), ImmutableList.of(), log.notices());
    }

    @Override
    public void close() {
        log.close();
    }
}
