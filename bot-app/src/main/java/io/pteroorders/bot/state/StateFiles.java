package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import io.pteroorders.storage.json.DataRefusedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** All that the bot keeps in the data directory beside the orders. Thread-safe. */
public final class StateFiles implements AutoCloseable {

    private final People people;
    private final DeliveryFile deliveries;

    private StateFiles(People people, DeliveryFile deliveries) {
        this.people = people;
        this.deliveries = deliveries;
    }

    /**
     * Opens the files; those that are not there begin empty.
     *
     * @param clock for the names of files that are set aside
     * @throws DataRefusedException if one of them cannot be used, belongs to another process or is damaged
     */
    public static StateFiles open(Path data, Clock clock) {
        People people = People.open(data, clock);
        try {
            return new StateFiles(people, DeliveryFile.open(data, clock));
        } catch (RuntimeException e) {
            people.close();
            throw e;
        }
    }

    /** What people chose. */
    public People people() {
        return people;
    }

    /** What became of messages. */
    public DeliveryFile deliveries() {
        return deliveries;
    }

    /** What opening found that the operator should know. */
    public ImmutableList<String> notices() {
        return ImmutableList.<String>builder()
                .addAll(people.notices())
                .addAll(deliveries.notices())
                .build();
    }

    /** Why one of them takes no more changes; empty while all work. */
    public Optional<String> failure() {
        return people.failure().or(deliveries::failure);
    }

    @Override
    public void close() {
        try (people) {
            deliveries.close();
        }
    }
}
