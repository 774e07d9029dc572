package com.example.desk;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.pteroorders.notify.DeliveryJson;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.DeliveryRecord;
import io.pteroorders.storage.json.RecordLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Remembers in a directory of its own what became of messages. */
final class DeliveryFiles implements DeliveryLog, AutoCloseable {

    // region log
    private final List<DeliveryRecord> found = new ArrayList<>();
    private final RecordLog log;

    DeliveryFiles(Path directory, Clock clock) {
        log = RecordLog.open(directory, clock, json -> found.add(DeliveryJson.read(json)));
    }

    @Override
    public Iterable<DeliveryRecord> read() {
        return found;
    }

    @Override
    public CompletionStage<?> append(ImmutableList<DeliveryRecord> records) {
        return log.submitAll(Lists.transform(records, DeliveryJson::write));
    }

    @Override
    public void compact(ImmutableList<DeliveryRecord> records) {
        try {
            log.compact(Iterables.transform(records, DeliveryJson::write));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        log.close();
    }
    // endregion
}
