package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.storage.record.StoredOrder;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings orders into an empty database, or into one where that was begun before. Until {@link #finish} no
 * {@link SqlOrderStorage} opens it, so it can be stopped at any moment and run again. Not thread-safe.
 */
public final class SqlMigration implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 500;

    /** A record has a megabyte at most, a statement must fit into 16. */
    private static final int ROWS_IN_A_STATEMENT = 10;

    private static final String INSERT = "INSERT INTO orders (" + OrderRows.COLUMNS + ") VALUES ";

    private final SqlStorageOptions options;
    private final Database database;
    private final OrderRows orders;
    private final SumRows sums;

    private SqlMigration(SqlStorageOptions options, Database database) {
        this.options = options;
        this.database = database;
        this.orders = new OrderRows(options.flow());
        this.sums = new SumRows(Dialect.of(options), options.zone());
    }

    /**
     * Begins, or goes on.
     *
     * @throws DatabaseRefusedException if the database cannot be used, or holds a shop already; nothing was changed then
     */
    public static SqlMigration into(SqlStorageOptions options) {
        Database database = Database.connect(options);
        try {
            Tables.bringUpToDate(options);
            database.write(session -> begin(session, options), Optional.empty());
            return new SqlMigration(options, database);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /** A shop that was opened and never used is as good as none. */
    private static boolean begin(Session session, SqlStorageOptions options) throws SQLException {
        ShopRow shop = ShopRow.lock(session);
        if (shop.isNew()) {
            return true;
        }
        if (shop.lastChange() > 0) {
            throw Refused.notEmpty(options);
        }
        shop.unnamed().write(session);
        return true;
    }

    /** Whether orders are there of a migration that was not finished. */
    static boolean isUnfinished(Session session, ShopRow shop) throws SQLException {
        return shop.isNew()
                && session.first(row -> true, "SELECT id FROM orders LIMIT 1").isPresent();
    }

    /**
     * A lease of the shop that is filled, for what lies beside its orders; to be closed before this.
     *
     * @param holder what this process calls itself
     * @return empty if another process has it
     */
    public Optional<Lease> lease(String holder) {
        Dialect dialect = Dialect.of(options);
        return SqlLease.take(
                        database,
                        dialect,
                        options.leaseTerm(),
                        holder,
                        name -> new SqlMessageQueue(name, database, dialect))
                .map(lease -> lease);
    }

    /**
     * Writes orders. Those that are there already, from a time before, are left as they are.
     *
     * @param source all orders, in the order in which the change feed is to give them
     */
    public void write(Iterable<StoredOrder> source) {
        long number = 0;
        for (List<StoredOrder> some : Iterables.partition(source, ROWS_AT_ONCE)) {
            ImmutableList<StoredOrder> batch = ImmutableList.copyOf(some);
            if (!records(batch).equals(stored(batch))) {
                long before = number;
                database.write(session -> replace(session, batch, before), Optional.empty());
            }
            number += batch.size();
        }
        long last = number;
        database.write(session -> session.change("DELETE FROM orders WHERE change_number > ?", last), Optional.empty());
    }

    private boolean replace(Session session, List<StoredOrder> batch, long before) throws SQLException {
        List<Object> ids = ids(batch);
        session.change("DELETE FROM orders WHERE id IN (" + Session.marks("?", ids.size()) + ")", ids);
        session.change(
                "DELETE FROM orders WHERE change_number > ? AND change_number <= ?", before, before + batch.size());
        long number = before;
        for (List<StoredOrder> some : Lists.partition(batch, ROWS_IN_A_STATEMENT)) {
            List<Object> values = new ArrayList<>();
            for (StoredOrder order : some) {
                number++;
                values.addAll(orders.values(order, number));
            }
            session.change(INSERT + Session.marks(OrderRows.ROW, some.size()), values);
        }
        return true;
    }

    private static List<Object> ids(List<StoredOrder> batch) {
        return batch.stream()
                .<Object>map(stored -> stored.order().id().toString())
                .toList();
    }

    private ImmutableMap<String, String> records(List<StoredOrder> batch) {
        ImmutableMap.Builder<String, String> records = ImmutableMap.builder();
        batch.forEach(stored -> records.put(stored.order().id().toString(), orders.record(stored)));
        return records.buildOrThrow();
    }

    private ImmutableMap<String, String> stored(List<StoredOrder> batch) {
        List<Object> ids = ids(batch);
        Map<String, String> found = new HashMap<>();
        database.read(session -> {
            session.each(
                    row -> found.put(row.getString(1), row.getString(2)),
                    "SELECT id, record FROM orders WHERE id IN (" + Session.marks("?", ids.size()) + ")",
                    ids);
            return true;
        });
        return ImmutableMap.copyOf(found);
    }

    /**
     * Compares everything with the source, byte by byte, and opens the database to all.
     *
     * @param source all orders once more
     * @return how many orders there are
     * @throws DatabaseRefusedException if something differs; the database stays closed to all
     */
    public long finish(Iterable<StoredOrder> source) {
        StatisticsCollector expected = new StatisticsCollector(options.zone());
        long count = 0;
        for (List<StoredOrder> batch : Iterables.partition(source, ROWS_AT_ONCE)) {
            if (!records(batch).equals(stored(batch))) {
                throw Refused.differs(options, "orders");
            }
            batch.forEach(stored -> expected.add(stored.order()));
            count += batch.size();
        }
        long total = count;
        OrderStatistics figures = expected.statistics(StatisticsPeriod.ALL, Instant.EPOCH);
        long opened = database.write(session -> open(session, total, figures), Optional.empty());
        getToKnow();
        return opened;
    }

    /** The database would plan for an empty table until it looks by itself, which may take it a minute. */
    private void getToKnow() {
        database.read(session -> {
            session.run(Dialect.of(options).analyze("orders"));
            return true;
        });
    }

    private long open(Session session, long count, OrderStatistics figures) throws SQLException {
        ShopRow shop = ShopRow.lock(session);
        if (session.first(row -> row.getLong(1), "SELECT count(*) FROM orders").orElse(0L) != count) {
            throw Refused.differs(options, "the number of orders");
        }
        ClaimRows.takeAnew(session, orders);
        sums.countAnew(session, orders);
        if (!sums.statistics(session, StatisticsPeriod.Unit.ALL, Instant.EPOCH).equals(figures)) {
            throw Refused.differs(options, "the sums");
        }
        shop.opened(options.zone()).counted(count).write(session);
        return count;
    }

    /**
     * All orders of a database in order of creation, with the fields that the program does not know.
     *
     * @param reader takes them, one after another
     * @throws DatabaseRefusedException if the database cannot be used
     */
    public static void read(SqlStorageOptions options, Consumer<StoredOrder> reader) {
        Database database = Database.connect(options);
        try {
            Tables.bringUpToDate(options);
            OrderRows orders = new OrderRows(options.flow());
            database.read(session -> {
                orders.forEachByCreation(session, reader);
                return true;
            });
        } finally {
            database.close();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
