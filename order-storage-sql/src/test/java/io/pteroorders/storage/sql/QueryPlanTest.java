package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.budi;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the database looks for things among many orders: by an index, and no further than it must. */
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@Tag("hunt")
class QueryPlanTest {

    private static final int ORDERS = System.getProperty("faults", "").equals("all") ? 1_000_000 : 100_000;

    /** So many rows may be looked at for a page of 20, with what the planner knows of them. */
    private static final long FEW = ORDERS / 50;

    private static final long STEP = Duration.ofDays(3).toMillis() / 1000;

    /** In the midst of all orders. */
    private static final SearchSql.Place MIDDLE =
            new SearchSql.Place(NOON.toEpochMilli() + ORDERS / 2 * STEP, "ORD-GONE0-00777");

    private static final PersonId CUSTOMER = PersonId.phone("62810000777");

    /** Has as many sequels as nobody's order has. */
    private static final OrderId FIRST = OrderId.of("ORD-00004-FIRST");

    private static final Map<Server, SqlStorageOptions> SHOPS = new HashMap<>();

    private final Server server;
    private final SqlStorageOptions options;

    QueryPlanTest(Server server) {
        this.server = server.installed();
        this.options = SHOPS.computeIfAbsent(server, QueryPlanTest::filled);
    }

    /** Copies of one order, spread over 2,000 customers, 300 days, statuses and packages as in a shop. */
    private static SqlStorageOptions filled(Server server) {
        SqlStorageOptions options = server.newShop();
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            store.insert(Fixtures.anOrder(1).by(budi()).in(OrderStatus.COMPLETED), InsertGuard.NONE, Optional.empty());
        }
        server.executeIn(options, """
                INSERT INTO orders
                SELECT concat('ORD-', right(concat('00000', (n * 7919) %% 99999), 5), '-', right(concat('000000', n), 7)),
                       created_at + n * %d,
                       CASE WHEN n %% 200 = 0 THEN 'pending' WHEN n %% 50 = 1 THEN 'processing'
                            WHEN n %% 10 = 2 THEN 'cancelled' WHEN n %% 1000 = 3 THEN 'refunded' ELSE 'completed' END,
                       CASE WHEN n %% 3 = 0 THEN 'bronze' WHEN n %% 997 = 0 THEN 'diamond' ELSE 'gold' END,
                       concat('62810', right(concat('00000', n %% 2000), 6), '@s.whatsapp.net'),
                       concat('62810', right(concat('00000', n %% 2000), 6)),
                       reverse(concat('62810', right(concat('00000', n %% 2000), 6))),
                       n + 1,
                       record,
                       CASE WHEN n %% 10 = 4 THEN concat('ORD-', right(concat('00000', n %% 2000), 5), '-FIRST') END
                FROM orders, %s""".formatted(STEP, server.numbers(ORDERS)));
        server.executeIn(options, """
                INSERT INTO removed_orders
                SELECT concat('ORD-GONE0-', right(concat('0000', n), 5)), %d, %d + n FROM %s
                """.formatted(NOON.toEpochMilli(), ORDERS + 1, server.numbers(5000)));
        server.executeIn(options, """
                INSERT INTO daily (kind, day, subject, amount)
                SELECT 'STEP', 30000 + n %% 1500, concat('pending confirmed ', 100 + n %% 61), 1 FROM %s
                """.formatted(server.numbers(1500 * 61)));
        server.executeIn(options, "UPDATE shop SET last_change = " + (ORDERS + 5001));
        server.executeIn(
                options,
                "INSERT INTO requests SELECT md5(concat(n, '')), 'ORD-TEST0-00001', n FROM " + server.numbers(50_000));
        server.executeIn(
                options,
                "INSERT INTO claims SELECT 'slots', concat('k', n), 'ORD-TEST0-00001', 0 FROM " + server.numbers(5000));
        server.learn(options);
        return options;
    }

    private static OrderQuery.Builder newest() {
        return OrderQuery.newestFirst().limit(20);
    }

    /** All filters, alone and as the bot puts them together. */
    static List<OrderQuery> searches() {
        Instant day = NOON.plus(Duration.ofDays(150));
        List<OrderQuery.Builder> searches = List.of(
                newest(),
                OrderQuery.oldestFirst().limit(20),
                newest().status(OrderStatus.PENDING),
                newest().status(OrderStatus.REFUNDED),
                newest().status(OrderStatus.PENDING, OrderStatus.REFUNDED),
                newest().status(OrderStatus.CONFIRMED, OrderStatus.PROCESSING),
                newest().status(OrderStatus.values()),
                newest().packageType(PackageType.GOLD),
                newest().packageType(PackageType.DIAMOND),
                newest().packageType(PackageType.SILVER),
                newest().customer(CUSTOMER),
                newest().customer(PersonId.of("nobody@lid")),
                newest().customer(CUSTOMER).status(OrderStatus.PENDING),
                newest().createdFrom(day).createdBefore(day.plus(Duration.ofDays(1))),
                newest().createdBefore(NOON.minus(Duration.ofDays(1))),
                newest().idPart("GONE"),
                newest().idPart("099999"),
                newest().phoneDigits("6281"),
                newest().phoneDigits("62810000777"),
                newest().phoneDigits("00777"),
                newest().phoneDigits("9999"),
                newest().sequelsOf(FIRST),
                OrderQuery.oldestFirst().limit(20).sequelsOf(FIRST),
                newest().sequelsOf(OrderId.of("ORD-GONE0-00001")),
                newest().sequelsOf(FIRST).status(OrderStatus.COMPLETED, OrderStatus.CANCELLED),
                newest().sequelsOf(FIRST).customer(CUSTOMER),
                newest().sequelsOf(FIRST).packageType(PackageType.GOLD).idPart("0"),
                newest().status(OrderStatus.PENDING).packageType(PackageType.BRONZE));
        List<OrderQuery> all = new ArrayList<>();
        for (OrderQuery.Builder search : searches) {
            all.add(search.build());
            all.add(search.after(OrderId.of(MIDDLE.id())).build());
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aPageIsFoundByAnIndex(OrderQuery query) {
        assertByIndex(SearchSql.page(dialect(), query, query.after().map(id -> MIDDLE)), few(query));
    }

    /** Where a database has no index of parts, or cannot stop early, this is how many orders may be looked at. */
    private long few(OrderQuery query) {
        boolean isWide = query.idPart().isPresent() || query.phoneDigits().equals(Optional.of("6281"));
        return isWide && !server.findsParts() ? Long.MAX_VALUE : FEW;
    }

    private Dialect dialect() {
        return Dialect.of(options);
    }

    @Test
    void theFirstAndTheDeepestPageLookAtAsMuch() {
        for (OrderQuery query : List.of(
                newest().build(),
                newest().status(OrderStatus.COMPLETED).build(),
                newest().status(OrderStatus.COMPLETED, OrderStatus.CANCELLED).build(),
                newest().packageType(PackageType.GOLD).build(),
                newest().sequelsOf(FIRST).build())) {
            long first = rowsLookedAt(SearchSql.page(dialect(), query, Optional.empty()));
            long deep = rowsLookedAt(SearchSql.page(dialect(), query, Optional.of(MIDDLE)));
            int few = 40 * Math.max(1, query.statuses().size());
            assertTrue(Math.max(first, deep) < few, first + " and " + deep + " rows for a page of 20 of " + query);
            Page page = page(query);
            assertEquals(20, page.orders().size());
            assertTrue(page.more());
        }
    }

    private Page page(OrderQuery query) {
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            return store.query(query);
        }
    }

    @Test
    void countsOfSearchesUseAnIndex() {
        assertByIndex(SearchSql.count(dialect(), newest().customer(CUSTOMER).build()), FEW);
        assertByIndex(SearchSql.count(dialect(), newest().phoneDigits("00777").build()), FEW);
        assertByIndex(SearchSql.count(dialect(), newest().sequelsOf(FIRST).build()), FEW);
        assertByIndex(
                SearchSql.count(
                        dialect(),
                        newest().createdBefore(NOON.plus(Duration.ofHours(5))).build()),
                FEW);
        OrderQuery part = newest().idPart("09999").build();
        assertByIndex(SearchSql.count(dialect(), part), few(part));
        assertByIndex(
                SearchSql.count(
                        dialect(),
                        newest().status(OrderStatus.PENDING)
                                .packageType(PackageType.BRONZE)
                                .build()),
                FEW);
    }

    /** Every statement that the store sends while it does everything once. */
    @Test
    void noStatementOfAnyOperationReadsAWholeTable() {
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            server.forgetReads(options);
            doEverything(store);
            for (String table : List.of("orders", "removed_orders", "requests", "daily", "claims")) {
                assertEquals(0, server.wholeReads(options, table), table);
            }
        }
    }

    private static void doEverything(SqlOrderStorage store) {
        store.get(OrderId.of("ORD-TEST0-00001"));
        store.holder("slots", "k7");
        store.query(newest().after(OrderId.of("ORD-GONE0-00001")).build());
        store.query(newest().customer(CUSTOMER).build());
        store.query(newest().sequelsOf(FIRST).build());
        store.count(newest().status(OrderStatus.PENDING).build());
        store.changes(ChangePage.Token.START, 100);
        store.changes(new ChangePage.Token(tokenNear(store, ORDERS - 5)), 100);
        store.changes(ChangePage.Token.END, 100);
        for (StatisticsPeriod.Unit unit : StatisticsPeriod.Unit.values()) {
            store.statistics(unit, NOON.plus(Duration.ofDays(100)));
        }
        store.insert(Fixtures.anOrder(2).pending(), pending -> Optional.empty(), Optional.of(RequestId.of("plan")));
        store.update(
                Fixtures.orderId(2),
                order -> Outcome.done(order.withClaims(NOON, List.of(slot("k7"), slot("free")))),
                Optional.empty());
        store.remove(Fixtures.orderId(2), order -> Optional.empty(), Optional.empty());
    }

    private static Claim slot(String key) {
        return new Claim("slots", key, NOON);
    }

    private static String tokenNear(SqlOrderStorage store, long number) {
        String end = store.changes(ChangePage.Token.END, 1).next().text();
        return end.substring(0, end.lastIndexOf(':') + 1) + number;
    }

    private void assertByIndex(SearchSql.Statement search, long few) {
        String plan = server.plan(options, search);
        assertFalse(server.readsWholeTable(plan), plan);
        long looked = rowsLookedAt(search);
        assertTrue(looked <= few, looked + " rows: " + plan);
    }

    private long rowsLookedAt(SearchSql.Statement search) {
        return server.rowsLookedAt(options, search);
    }
}
