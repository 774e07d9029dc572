package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.Backups;
import io.pteroorders.core.storage.Health;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a shop in a PostgreSQL or MariaDB database, which any number of processes may have open at the same time; one of
 * them holds the lease of all its parts. Orders are kept as {@link SqlOrderStorage} says.
 *
 * <p>Durability: what is done is committed; how safe that is, is the database's. Thread-safe.
 */
public final class SqlShopStorage implements ShopStorage {

    private final SqlStorageOptions options;
    private final Database database;
    private final Dialect dialect;
    private final SqlOrderStorage orders;
    private final Map<String, SqlMessageQueue> queues = new LinkedHashMap<>();
    private @Nullable SqlLease lease;
    private boolean closed;

    private SqlShopStorage(SqlStorageOptions options, Database database) {
        this.options = options;
        this.database = database;
        this.dialect = Dialect.of(options);
        this.orders = SqlOrderStorage.open(database, options);
    }

    /**
     * Opens the shop in a database. Its tables are made, or brought up to date, if need be.
     *
     * @throws DatabaseRefusedException if the database cannot be used; the message says why and what to do
     * @throws StorageException if it cannot be reached at present, and may be later
     */
    public static SqlShopStorage open(SqlStorageOptions options) {
        Database database = Database.connect(options);
        try {
            return new SqlShopStorage(options, database);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    @Override
    public OrderStorage orders() {
        return orders;
    }

    @Override
    public MessageQueue queue(String name) {
        return opened(ShopStorage.checkedName(name));
    }

    private synchronized SqlMessageQueue opened(String name) {
        checkOpen();
        return queues.computeIfAbsent(name, fresh -> new SqlMessageQueue(fresh, database, dialect));
    }

    @Override
    public synchronized Optional<Lease> lease(String holder) {
        checkOpen();
        Optional<SqlLease> taken = SqlLease.take(database, dialect, options.leaseTerm(), holder, this::opened);
        taken.ifPresent(fresh -> lease = fresh);
        return taken.map(fresh -> fresh);
    }

    private void checkOpen() {
        if (closed) {
            throw StorageException.rejected("the shop is closed", null);
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** {@inheritDoc} The database's own tools make them. */
    @Override
    public Optional<Backups> backups() {
        return Optional.empty();
    }

    @Override
    public synchronized Health health() {
        return new Health(
                Optional.ofNullable(lease).flatMap(SqlLease::failure),
                queues.values().stream()
                        .flatMap(queue -> queue.troubles().stream())
                        .collect(ImmutableList.toImmutableList()),
                ImmutableList.of());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (lease != null) {
            lease.close();
        }
        queues.values().forEach(SqlMessageQueue::close);
        orders.close();
    }
}
