package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import io.pteroorders.storage.sql.Ownership;
import io.pteroorders.storage.sql.SqlRecordLog;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Records in a database. Thread-safe. */
record TableRecords(SqlRecordLog log) implements Records {

    /** Lists in the database that somebody has. */
    static Place of(Ownership owner) {
        return (name, reader) -> new TableRecords(owner.records(name, reader));
    }

    @Override
    public void append(byte[] json) {
        log.append(json);
    }

    @Override
    public CompletionStage<?> submit(byte[] json) {
        return log.submit(json);
    }

    @Override
    public void compact(Iterable<byte[]> values) throws IOException {
        log.compact(values);
    }

    @Override
    public ImmutableList<String> notices() {
        return ImmutableList.of();
    }

    @Override
    public Optional<String> failure() {
        return log.failure();
    }

    @Override
    public void close() {
        log.close();
    }
}
