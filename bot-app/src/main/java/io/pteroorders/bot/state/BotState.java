package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;
import io.pteroorders.storage.json.DataRefusedException;
import io.pteroorders.storage.sql.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** All that the bot keeps beside the orders, in the data directory or in a database. Thread-safe. */
public final class BotState implements AutoCloseable {

    /** The map of who is who on WhatsApp. */
    public static final String IDENTITIES = "identities";

    private final Place place;
    private final People people;
    private final DeliveryRecords deliveries;
    private final AuditStore auditStore;
    private final AuditBacklog audit;
    private final ProofFiles proofs;
    private final Closer closer;

    private BotState(
            Place place,
            People people,
            DeliveryRecords deliveries,
            AuditStore auditStore,
            AuditBacklog audit,
            ProofFiles proofs,
            Closer closer) {
        this.place = place;
        this.people = people;
        this.deliveries = deliveries;
        this.auditStore = auditStore;
        this.audit = audit;
        this.proofs = proofs;
        this.closer = closer;
    }

    /**
     * Opens the files; those that are not there begin empty.
     *
     * @param clock for the names of files that are set aside
     * @throws DataRefusedException if one of them cannot be used, belongs to another process or is damaged
     */
    public static BotState open(Path data, Clock clock) {
        return open(Place.files(data, clock), new ProofFiles(data), () -> AuditFile.open(data));
    }

    /**
     * Opens what the database has; pictures of payments are files all the same.
     *
     * @param owner by whose right; it is not closed
     * @param data the data directory
     */
    public static BotState open(Ownership owner, Path data) {
        Place place = Place.tables(owner);
        return open(place, new ProofFiles(data), () -> new AuditTable(place));
    }

    private static BotState open(Place place, ProofFiles proofs, Supplier<AuditStore> openAudit) {
        Closer closer = Closer.create();
        try {
            People people = People.open(place);
            closer.register(people::close);
            AuditStore auditStore = openAudit.get();
            closer.register(auditStore::close);
            AuditBacklog audit = new AuditBacklog(auditStore);
            closer.register(audit::close);
            DeliveryRecords deliveries = DeliveryRecords.open(place);
            closer.register(deliveries::close);
            return new BotState(place, people, deliveries, auditStore, audit, proofs, closer);
        } catch (RuntimeException e) {
            close(closer);
            throw e;
        }
    }

    private static void close(Closer closer) {
        try {
            closer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What people chose. */
    public People people() {
        return people;
    }

    /** What became of messages. */
    public DeliveryRecords deliveries() {
        return deliveries;
    }

    /** Who did what. */
    public AuditBacklog audit() {
        return audit;
    }

    /** The pictures of payments. */
    public ProofFiles proofs() {
        return proofs;
    }

    /**
     * A map of a part of the program that not every bot has; empty at first. It has to be closed before this.
     *
     * @param name lower-case letters
     */
    public <V> DurableMap<V> map(String name, Function<V, JsonNode> toJson, Function<JsonNode, V> fromJson) {
        return new DurableMap<>(place, name, toJson, fromJson);
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
        return people.failure().or(deliveries::failure).or(auditStore::failure);
    }

    @Override
    public void close() {
        close(closer);
    }
}
