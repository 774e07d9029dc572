package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.table.OrderMemory;
import java.time.Instant;

/**
 * The findings of a verification: what is in order. Immutable and thread-safe.
 *
 * @param orders how many orders there are
 * @param records how many records the journals hold, all with the right checksum and in sequence
 * @param journals how many journals there are
 * @param lastChange the number of the last record
 * @param backups how many backups there are
 * @param damagedBackups those whose bytes are no longer what they were
 */
public record Verification(
        long orders, long records, int journals, long lastChange, int backups, ImmutableList<String> damagedBackups) {

    /** @throws IllegalStateException if what is kept beside the orders does not agree with them */
    static Verification of(
            Recovery.Found found, JsonStorageOptions options, ImmutableList<String> damagedBackups, int backups) {
        OrderMemory memory = found.memory();
        memory.table().check();
        StatisticsCollector recount = new StatisticsCollector(options.zone());
        memory.table().freeze().forEach(stored -> recount.add(stored.order()));
        Instant now = options.clock().instant();
        OrderStatistics counted = recount.statistics(StatisticsPeriod.ALL, now);
        if (!counted.equals(memory.statistics(StatisticsPeriod.Unit.ALL, now))) {
            throw new IllegalStateException("the statistics are not those of the orders");
        }
        JournalSurvey survey = found.survey();
        long first = survey.files().isEmpty() ? 1 : survey.files().get(0).first();
        return new Verification(
                memory.table().size(),
                survey.end().sequence() - first + 1,
                survey.files().size(),
                survey.end().sequence(),
                backups,
                damagedBackups);
    }
}
