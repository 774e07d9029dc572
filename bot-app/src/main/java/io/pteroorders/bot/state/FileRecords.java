package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import io.pteroorders.storage.json.RecordLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Records in a directory of their own. Thread-safe. */
record FileRecords(RecordLog log) implements Records {

    /**
     * Lists that have a directory each in the data directory; it is made if it is not there.
     *
     * @param clock for the names of files that are set aside
     */
    static Place in(Path data, Clock clock) {
        return (name, reader) -> new FileRecords(RecordLog.open(data.resolve(name), clock, reader));
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
        return log.notices();
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
