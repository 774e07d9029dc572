package io.pteroorders.bot.edit;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.json.ForgottenRecords;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.StorageException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest {@value #KEPT} versions of something, kept in a shop. A version is durable when it is there. Thread-safe.
 */
public final class Versions {

    /** So many are kept. */
    public static final int KEPT = 50;

    /** The records of the catalogue. */
    public static final String CATALOG = "catalog-versions";

    /** The records of the texts. */
    public static final String TEXTS = "text-versions";

    /** The names of the records. */
    public static final ImmutableList<String> RECORDS = ImmutableList.of(CATALOG, TEXTS);

    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);

    private final EvictingQueue<Version> versions = EvictingQueue.create(KEPT);
    private final Records log;
    private int written;

    private Versions(Lease lease, String name) {
        this.log = lease.records(name, json -> {
            versions.add(Version.fromJson(json));
            written++;
        });
    }

    private Versions() {
        this.log = new ForgottenRecords();
    }

    /** Those of a shop under one of the {@link #RECORDS}, by the right of a lease. */
    public static Versions of(Lease lease, String name) {
        return new Versions(lease, name);
    }

    /** None yet, and forgotten when the program ends. */
    public static Versions inMemory() {
        return new Versions();
    }

    /** All of them, the newest first. */
    public synchronized ImmutableList<Version> newestFirst() {
        return ImmutableList.copyOf(versions).reverse();
    }

    /** The newest; empty if none was ever saved. */
    public synchronized Optional<Version> newest() {
        return newestFirst().stream().findFirst();
    }

    /** The one with a number, if it is still kept. */
    public synchronized Optional<Version> find(long number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    /**
     * Keeps a version.
     *
     * @throws StorageException if it could not be made durable; it is not there then
     * @throws IllegalArgumentException if it is larger than a value of a shop may be
     */
    synchronized void add(Version version) {
        log.append(value(version));
        versions.add(version);
        written++;
        if (written >= 2 * KEPT) {
            dropOld();
        }
    }

    /** Nothing is lost if it fails; it is tried again with the next version. */
    private void dropOld() {
        try {
            log.replace(Iterables.transform(ImmutableList.copyOf(versions), Versions::value));
            written = versions.size();
        } catch (StorageException e) {
            LOG.warn("old versions could not be dropped: {}", e.getMessage());
        }
    }

    private static JsonValue value(Version version) {
        return new JsonValue(Part.SHOP, version.toJson());
    }
}
