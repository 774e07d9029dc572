package io.pteroorders.storage.sql;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.statistics.StatisticsSums.Kind;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.UnknownCursorException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.storage.record.StoredOrder;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Keeps orders in a PostgreSQL or MariaDB database, which any number of processes may use at the same time. Every order is one
 * row with its whole record as JSON, so that fields which the program does not know are kept, beside the columns that
 * are searched.
 *
 * <p>Durability: a change is answered, and seen by readers, once the database has committed it; how safe that is, is the
 * database's. Of a {@link StorageException}, {@code REJECTED} says that the change did not take place and never will.
 * {@code UNKNOWN} says that the connection was lost while the database committed, and that it could not be asked
 * afterwards either; asking again with the same request id settles it.
 *
 * <p>Thread-safe. Writes of all processes come one after another; reads wait for no write.
 */
public final class SqlOrderStorage implements OrderStorage {

    private final Database database;
    private final Dialect dialect;
    private final ZoneId zone;
    private final OrderRows orders;
    private final SumRows sums;
    private final FeedRows feed;

    private SqlOrderStorage(Database database, SqlStorageOptions options) {
        this.database = database;
        this.dialect = Dialect.of(options);
        this.zone = options.zone();
        this.orders = new OrderRows(options.flow());
        this.sums = new SumRows(dialect, zone);
        this.feed = new FeedRows(orders, opened(database, options, orders, sums).name());
    }

    /**
     * Opens the store in a database. Its tables are made, or brought up to date, if need be.
     *
     * @throws DatabaseRefusedException if the database cannot be used; the message says why and what to do
     * @throws StorageException if it cannot be reached at present, and may be later
     */
    public static SqlOrderStorage open(SqlStorageOptions options) {
        Database database = Database.connect(options);
        try {
            return open(database, options);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /** Opens the store on connections that it closes. */
    static SqlOrderStorage open(Database database, SqlStorageOptions options) {
        Tables.bringUpToDate(options);
        Weaknesses.warn(database, options);
        return new SqlOrderStorage(database, options);
    }

    /** Sums by day are made anew when days begin at another time than before. */
    private static ShopRow opened(Database database, SqlStorageOptions options, OrderRows orders, SumRows sums) {
        ZoneId zone = options.zone();
        return database.write(
                session -> {
                    ShopRow shop = ShopRow.lock(session);
                    if (SqlMigration.isUnfinished(session, shop)) {
                        throw Refused.unfinished(options);
                    }
                    ShopRow opened = shop.opened(zone);
                    if (!opened.equals(shop)) {
                        sums.countAnew(session, orders);
                        opened.write(session);
                    }
                    return opened;
                },
                Optional.empty());
    }

    /** What a write does once no other is under way. */
    @FunctionalInterface
    private interface Decision {
        WriteResult decide(Session session, ShopRow shop) throws SQLException;
    }

    private WriteResult write(Optional<RequestId> request, Decision decision) {
        return database.write(
                session -> {
                    ShopRow shop = lock(session);
                    Optional<OrderId> known =
                            request.isEmpty() ? Optional.empty() : RequestRows.find(session, request.get());
                    return known.isPresent()
                            ? WriteResult.replayed(known.get(), order(session, known.get()))
                            : decision.decide(session, shop);
                },
                request.map(id -> session -> {
                    lock(session);
                    return RequestRows.find(session, id).isPresent();
                }));
    }

    private ShopRow lock(Session session) throws SQLException {
        ShopRow shop = ShopRow.lock(session);
        if (!shop.zone().equals(zone.getId())) {
            throw StorageException.rejected(
                    "another process uses this database with the time zone " + shop.zone() + " instead of " + zone,
                    null);
        }
        return shop;
    }

    private Optional<Order> order(Session session, OrderId id) throws SQLException {
        return orders.get(session, id).map(StoredOrder::order);
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return write(request, (session, shop) -> {
            if (orders.everHad(session, order.id())) {
                return WriteResult.idTaken(order.id());
            }
            Optional<Refusal> refusal = guard == InsertGuard.NONE
                    ? Optional.empty()
                    : guard.check(orders.pendingOf(session, order.customer().id()));
            if (refusal.isPresent()) {
                return WriteResult.refused(order.id(), Optional.empty(), refusal.get());
            }
            Optional<Claim> taken = ClaimRows.change(session, Optional.empty(), Optional.of(order));
            if (taken.isPresent()) {
                return claimed(order.id(), Optional.empty(), taken.get());
            }
            ShopRow next = shop.changed(Optional.of(order.updatedAt()));
            orders.insert(session, StoredOrder.of(order), next.lastChange());
            return done(session, next, Optional.empty(), Optional.of(order), request);
        });
    }

    @Override
    public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return write(request, (session, shop) -> {
            Optional<StoredOrder> now = orders.get(session, id);
            if (now.isEmpty()) {
                return WriteResult.notFound(id);
            }
            Order before = now.get().order();
            Outcome<Order> outcome = change.apply(before);
            if (outcome.refusal().isPresent()) {
                return WriteResult.refused(
                        id, Optional.of(before), outcome.refusal().get());
            }
            Order after = outcome.get();
            Preconditions.checkArgument(after.continues(before), "the change of %s does not continue it", id);
            Optional<Claim> taken = ClaimRows.change(session, Optional.of(before), Optional.of(after));
            if (taken.isPresent()) {
                return claimed(id, Optional.of(before), taken.get());
            }
            ShopRow next =
                    shop.changed(Optional.of(after.updatedAt()).filter(time -> !time.equals(before.updatedAt())));
            orders.update(session, now.get().with(after), next.lastChange());
            return done(session, next, Optional.of(before), Optional.of(after), request);
        });
    }

    @Override
    public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return write(request, (session, shop) -> {
            Optional<Order> now = order(session, id);
            if (now.isEmpty()) {
                return WriteResult.notFound(id);
            }
            Optional<Refusal> refusal = guard.apply(now.get());
            if (refusal.isPresent()) {
                return WriteResult.refused(id, now, refusal.get());
            }
            ClaimRows.change(session, now, Optional.empty());
            ShopRow next = shop.changed(Optional.empty());
            orders.remove(session, now.get(), next.lastChange());
            return done(session, next, now, Optional.empty(), request);
        });
    }

    @Override
    public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        return database.write(
                session -> {
                    ShopRow shop = lock(session);
                    ImmutableList<Order> found = orders.of(session, erasure.person()).stream()
                            .filter(erasure::concerns)
                            .collect(ImmutableList.toImmutableList());
                    Optional<Refusal> refusal = guard.apply(found);
                    return refusal.isPresent()
                            ? Outcome.refused(refusal.get())
                            : Outcome.done(erase(session, shop, erasure, found));
                },
                Optional.empty());
    }

    private int erase(Session session, ShopRow shop, Erasure erasure, ImmutableList<Order> found) throws SQLException {
        ShopRow last = shop;
        for (Order order : found) {
            last = last.changed(Optional.empty());
            orders.erase(session, StoredOrder.of(erasure.in(order)), last.lastChange());
        }
        last.write(session);
        return found.size();
    }

    private static WriteResult claimed(OrderId id, Optional<Order> now, Claim taken) {
        return WriteResult.refused(id, now, new Refusal.Claimed(taken));
    }

    private WriteResult done(
            Session session, ShopRow shop, Optional<Order> before, Optional<Order> after, Optional<RequestId> request)
            throws SQLException {
        OrderId id = after.or(() -> before).orElseThrow().id();
        sums.changed(session, before, after);
        if (request.isPresent()) {
            RequestRows.add(session, request.get(), id, shop);
        }
        shop.write(session);
        return WriteResult.done(id, before, after);
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return database.read(session -> order(session, id));
    }

    @Override
    public Optional<Order> holder(String space, String key) {
        return database.read(session -> orders.holder(session, space, key).map(StoredOrder::order));
    }

    @Override
    public Page query(OrderQuery query) {
        return database.readTogether(session -> {
            SearchSql.Statement search = SearchSql.page(dialect, query, place(session, query));
            ImmutableList<Order> found =
                    session.list(row -> orders.stored(row, 1).order(), search.sql(), search.values());
            ImmutableList<Order> page = found.subList(0, Math.min(query.limit(), found.size()));
            return new Page(page, found.size() > query.limit(), total(session, query));
        });
    }

    private Optional<SearchSql.Place> place(Session session, OrderQuery query) throws SQLException {
        if (query.after().isEmpty()) {
            return Optional.empty();
        }
        OrderId after = query.after().get();
        long createdAt = orders.createdAt(session, after).orElseThrow(() -> new UnknownCursorException(after));
        return Optional.of(new SearchSql.Place(createdAt, after.toString()));
    }

    @Override
    public long count(OrderQuery query) {
        return database.readTogether(session -> {
            OptionalLong total = total(session, query);
            return total.isPresent() ? total.getAsLong() : counted(session, query);
        });
    }

    private long counted(Session session, OrderQuery query) throws SQLException {
        SearchSql.Statement search = SearchSql.count(dialect, query);
        List<Long> counts = session.list(row -> row.getLong(1), search.sql(), search.values());
        return Iterables.getOnlyElement(counts);
    }

    /** How many orders pass, where the totals, or the few orders of a customer or of a subscription, tell. */
    private OptionalLong total(Session session, OrderQuery query) throws SQLException {
        if (!query.isTotalKnown()) {
            return OptionalLong.empty();
        }
        if (query.customer().isPresent() || query.sequelsOf().isPresent()) {
            return OptionalLong.of(counted(session, query));
        }
        if (query.packageType().isPresent()) {
            return OptionalLong.of(SumRows.count(
                    session, Kind.PACKAGE, query.packageType().get().code()));
        }
        long total = 0;
        for (OrderStatus status : query.statuses().isEmpty() ? List.of(OrderStatus.values()) : query.statuses()) {
            total += SumRows.count(session, Kind.STATUS, status.word());
        }
        return OptionalLong.of(total);
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        return database.readTogether(session -> sums.statistics(session, unit, asOf));
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        Preconditions.checkArgument(
                limit >= 1 && limit <= OrderQuery.MAX_LIMIT, "a page has 1 to %s changes", OrderQuery.MAX_LIMIT);
        return database.read(session -> feed.after(session, after, limit));
    }

    /** {@inheritDoc} The change at hand is waited for. */
    @Override
    public void close() {
        database.close();
    }
}
