package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A delivery log in the records of a shop, one JSON object a record. Thread-safe. */
final class RecordedDeliveries implements DeliveryLog {

    private final Records log;
    private final List<DeliveryRecord> found = new ArrayList<>();

    RecordedDeliveries(Lease lease) {
        this.log = lease.records(RECORDS, json -> found.add(DeliveryJson.read(json.getBytes(StandardCharsets.UTF_8))));
    }

    private static JsonValue value(DeliveryRecord record) {
        return new JsonValue(Part.SHOP, new String(DeliveryJson.write(record), StandardCharsets.UTF_8));
    }

    @Override
    public synchronized Iterable<DeliveryRecord> read() {
        ImmutableList<DeliveryRecord> records = ImmutableList.copyOf(found);
        found.clear();
        return records;
    }

    @Override
    public CompletionStage<?> append(ImmutableList<DeliveryRecord> records) {
        return log.submit(records.stream().map(RecordedDeliveries::value).collect(ImmutableList.toImmutableList()));
    }

    @Override
    public void compact(ImmutableList<DeliveryRecord> records) {
        log.replace(Iterables.transform(records, RecordedDeliveries::value));
    }
}
