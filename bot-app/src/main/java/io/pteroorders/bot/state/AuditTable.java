package io.pteroorders.bot.state;

import io.pteroorders.storage.json.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The audit trail as records, an entry each. Thread-safe. */
final class AuditTable implements AuditStore {

    /** What the records are called. */
    static final String NAME = "audit";

    private final Records records;

    AuditTable(Place place) {
        this.records = place.open(NAME, entry -> {});
    }

    @Override
    public void append(List<Entry> entries) {
        for (Entry entry : entries) {
            records.append(AuditFile.json(entry).toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public Optional<String> failure() {
        return records.failure();
    }

    @Override
    public void close() {
        records.close();
    }
}
