package io.pteroorders.core.storage;

import com.google.common.base.Preconditions;
import java.util.Optional;

/**
 * Everything durable of one shop: its orders, and beside them records and queues of messages by name. The port that
 * files, databases and remote services implement, each proving itself by the contract test of the test kit.
 *
 * <p>Who has the shop open may read and change orders and add messages to queues. Records, and taking messages out,
 * belong to the holder of a {@link Lease}.
 *
 * <p>Thread-safe. How durable what is done is, each store says of itself.
 */
public interface ShopStorage extends AutoCloseable {

    /**
     * A name of records or of a queue, checked the same way by every store.
     *
     * @throws IllegalArgumentException if it is not 1 to 32 lower-case letters, digits and dashes
     */
    static String checkedName(String name) {
        Preconditions.checkArgument(
                name.matches("[a-z0-9-]{1,32}"), "a name has 1 to 32 lower-case letters, digits and dashes");
        return name;
    }

    /** The orders. They end with the shop. */
    OrderStorage orders();

    /**
     * A queue of messages, which is empty at first. The same name gives the same queue; records have other names.
     *
     * @param name 1 to 32 lower-case letters, digits and dashes
     * @throws StorageException if it cannot be opened
     */
    MessageQueue queue(String name);

    /**
     * Takes the right to work for all parts that nobody holds.
     *
     * @param holder what this process calls itself, for people who look at who holds what
     * @return empty if every part is held, by this process or another
     * @throws StorageException if it cannot be asked for
     */
    Optional<Lease> lease(String holder);

    /** Whether several processes may have the shop open at the same time. */
    boolean isShared();

    /** Makes backups; empty where the store's own tools do. */
    Optional<Backups> backups();

    /** How all of it is, leases, records and queues included. */
    Health health();

    /** Ends all of it in order, leases first. Nothing is lost that was done; doing it again does nothing. */
    @Override
    void close();
}
