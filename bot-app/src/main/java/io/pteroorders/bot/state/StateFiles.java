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
    private final AuditFile audit;
    private final ProofFiles proofs;

    private StateFiles(People people, DeliveryFile deliveries, AuditFile audit, ProofFiles proofs) {
        this.people = people;
        this.deliveries = deliveries;
        this.audit = audit;
        this.proofs = proofs;
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
            return open(data, people, DeliveryFile.open(data, clock));
        } catch (RuntimeException e) {
            people.close();
            throw e;
        }
    }

    private static StateFiles open(Path data, People people, DeliveryFile deliveries) {
        try {
            return new StateFiles(people, deliveries, AuditFile.open(data), new ProofFiles(data));
        } catch (RuntimeException e) {
            deliveries.close();
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

    /** Who did what. */
    public AuditFile audit() {
        return audit;
    }

    /** The pictures of payments. */
    public ProofFiles proofs() {
        return proofs;
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
        try (people;
                audit) {
            deliveries.close();
        }
    }
}
