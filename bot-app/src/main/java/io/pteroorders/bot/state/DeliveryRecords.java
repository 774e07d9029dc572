package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.pteroorders.notify.DeliveryJson;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.DeliveryRecord;
import io.pteroorders.storage.json.DataRefusedException;
import io.pteroorders.storage.json.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What became of the messages about orders: one JSON object a record, in a directory or a database. Thread-safe. */
public final class DeliveryRecords implements DeliveryLog, AutoCloseable {

    /** The directory's name in the data directory. */
    public static final String DIRECTORY = "outbox";

    private final Records log;
    private final List<DeliveryRecord> found;

    private DeliveryRecords(Records log, List<DeliveryRecord> found) {
        this.log = log;
        this.found = found;
    }

    /**
     * Opens the records.
     *
     * @param data the data directory; the directory in it is made if it is not there
     * @param clock for the names of files that are set aside
     * @throws DataRefusedException if the directory cannot be used, belongs to another process or is damaged; nothing
     *     was changed then
     */
    public static DeliveryRecords open(Path data, Clock clock) {
        return open(Place.files(data, clock));
    }

    static DeliveryRecords open(Place place) {
        List<DeliveryRecord> found = new ArrayList<>();
        return new DeliveryRecords(place.open(DIRECTORY, json -> found.add(DeliveryJson.read(json))), found);
    }

    @Override
    public synchronized Iterable<DeliveryRecord> read() {
        ImmutableList<DeliveryRecord> records = ImmutableList.copyOf(found);
        found.clear();
        return records;
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

    /** What opening found that the operator should know. */
    public ImmutableList<String> notices() {
        return log.notices();
    }

    /** Why no more records are taken; empty while it works. */
    public Optional<String> failure() {
        return log.failure();
    }

    @Override
    public void close() {
        log.close();
    }
}
