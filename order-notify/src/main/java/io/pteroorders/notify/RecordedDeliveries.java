package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.task.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A delivery log in the records of a shop, one JSON object a record. Thread-safe. */
final class RecordedDeliveries implements DeliveryLog {

    private final Records log;
    private final List<TaskRecord<MessageKey>> found = new ArrayList<>();

    RecordedDeliveries(Lease lease) {
        this.log = lease.records(RECORDS, json -> found.add(DeliveryJson.read(json)));
    }

    private static JsonValue value(TaskRecord<MessageKey> record) {
        return new JsonValue(Part.SHOP, DeliveryJson.write(record));
    }

    @Override
    public synchronized Iterable<TaskRecord<MessageKey>> read() {
        ImmutableList<TaskRecord<MessageKey>> records = ImmutableList.copyOf(found);
        found.clear();
        return records;
    }

    @Override
    public CompletionStage<?> append(ImmutableList<TaskRecord<MessageKey>> records) {
        return log.submit(records.stream().map(RecordedDeliveries::value).collect(ImmutableList.toImmutableList()));
    }

    @Override
    public void compact(ImmutableList<TaskRecord<MessageKey>> records) {
        log.replace(Iterables.transform(records, RecordedDeliveries::value));
    }
}
