package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What records say, in memory and in a log: every change is a record, live as at a restart, so that the two cannot
 * differ. Not thread-safe.
 */
final class TaskJournal<R> implements Consumer<R> {

    private static final Logger LOG = LoggerFactory.getLogger(TaskJournal.class);

    private final Consumer<R> memory;
    private final LogWriter<R> writer;
    private final Compaction compaction;
    private long records;
    private long compactAt;

    /**
     * Reads a log.
     *
     * @param loading does what each record in it says
     * @param memory does what each further record says
     */
    TaskJournal(TaskLog<R> log, LogWriter<R> writer, Consumer<R> loading, Consumer<R> memory, Compaction compaction) {
        this.memory = memory;
        this.writer = writer;
        this.compaction = compaction;
        for (R record : log.read()) {
            loading.accept(record);
            records++;
        }
        compactAt = compaction.shortLog();
    }

    @Override
    public void accept(R record) {
        memory.accept(record);
        records++;
        writer.append(record);
    }

    /**
     * Replaces the log if it is several times as long as what matters.
     *
     * @param compacted the records that add up to the same; asked for only if the log is long
     */
    void compactIfLong(Supplier<ImmutableList<R>> compacted) {
        if (records < compactAt || writer.refusal().isPresent()) {
            return;
        }
        ImmutableList<R> matter = compacted.get();
        compactAt = Math.max(compaction.shortLog(), matter.size() * (long) compaction.timesTooLong());
        if (records >= compactAt) {
            replace(matter);
        }
    }

    /**
     * Replaces the log, however short it is.
     *
     * @throws RuntimeException if it goes on as it was
     */
    void compact(ImmutableList<R> matter) {
        writer.replace(matter);
        records = matter.size();
    }

    private void replace(ImmutableList<R> matter) {
        try {
            compact(matter);
        } catch (RuntimeException e) {
            compactAt = records + compaction.shortLog();
            LOG.warn("a log of work could not be made shorter; it goes on to grow", e);
        }
    }
}
