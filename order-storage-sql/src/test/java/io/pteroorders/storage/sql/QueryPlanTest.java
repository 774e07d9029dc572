package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.budi;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the database looks for things among 100,000 orders: by an index, and no further than it must. */
class QueryPlanTest {

    private static final int ORDERS = 100_000;

    /** So many rows may be looked at for a page of 20, with what the planner knows of them. */
    private static final long FEW = 2_000;

    private static final PersonId CUSTOMER = PersonId.of("62810000777");

    private static SqlStorageOptions options;
    private static SqlOrderStorage store;

    /** Copies of one order, spread over 2,000 customers, 300 days, statuses and packages as in a shop. */
    @BeforeAll
    static void fill() {
        options = PostgreSql.SERVER.newShop();
        store = SqlOrderStorage.open(options);
        store.insert(Fixtures.anOrder(1).by(budi()).in(OrderStatus.COMPLETED), InsertGuard.NONE, Optional.empty());
        PostgreSql.SERVER.executeIn(options, """
                INSERT INTO orders
                SELECT 'ORD-' || upper(lpad(to_hex((n * bigint '7919') % 1048576), 5, '0')) || '-' || lpad(n::text, 6, '0'),
                       created_at + n * bigint '259200',
                       CASE WHEN n % 200 = 0 THEN 'pending' WHEN n % 50 = 1 THEN 'processing'
                            WHEN n % 10 = 2 THEN 'cancelled' WHEN n % 1000 = 3 THEN 'refunded' ELSE 'completed' END,
                       CASE WHEN n % 3 = 0 THEN 'bronze' WHEN n % 997 = 0 THEN 'diamond' ELSE 'gold' END,
                       '6281' || lpad((n % 2000)::text, 7, '0') || '@s.whatsapp.net',
                       '6281' || lpad((n % 2000)::text, 7, '0'),
                       reverse('6281' || lpad((n % 2000)::text, 7, '0')),
                       n + 1,
                       record
                FROM orders, generate_series(1, 100000) AS n""");
        PostgreSql.SERVER.executeIn(options, """
                INSERT INTO removed_orders
                SELECT 'ORD-GONE0-' || lpad(n::text, 5, '0'), %d, %d + n FROM generate_series(1, 5000) AS n
                """.formatted(NOON.toEpochMilli(), ORDERS + 1));
        PostgreSql.SERVER.executeIn(options, """
                INSERT INTO daily (kind, day, subject, amount)
                SELECT 'STEP', 20000 + n, 'pending confirmed ' || bucket, 1
                FROM generate_series(1, 1500) AS n, generate_series(100, 160) AS bucket
                ON CONFLICT DO NOTHING
                """);
        PostgreSql.SERVER.executeIn(options, "UPDATE shop SET last_change = " + (ORDERS + 5001));
        PostgreSql.SERVER.executeIn(
                options,
                "INSERT INTO requests SELECT md5(n::text), 'ORD-TEST0-00001', n"
                        + " FROM generate_series(1, 50000) AS n");
        PostgreSql.SERVER.executeIn(options, "VACUUM ANALYZE");
    }

    @AfterAll
    static void close() {
        store.close();
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
                newest().status(OrderStatus.PENDING).packageType(PackageType.BRONZE));
        List<OrderQuery> all = new ArrayList<>();
        for (OrderQuery.Builder search : searches) {
            all.add(search.build());
            all.add(search.after(OrderId.of("ORD-GONE0-00777")).build());
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aPageIsFoundByAnIndex(OrderQuery query) {
        Optional<Search.Place> after = query.after().map(id -> new Search.Place(NOON.toEpochMilli(), id.toString()));
        assertByIndex(Search.page(query, after), FEW);
    }

    @Test
    void theFirstAndTheDeepestPageLookAtAsMuch() {
        OrderQuery query = newest().status(OrderStatus.COMPLETED).build();
        long middle = NOON.plus(Duration.ofDays(150)).toEpochMilli();
        long first = rowsLookedAt(Search.page(query, Optional.empty()));
        long deep = rowsLookedAt(Search.page(query, Optional.of(new Search.Place(middle, "ORD-AAAA-1"))));
        assertTrue(Math.max(first, deep) < 30, first + " and " + deep + " rows for a page of 20");
        Page page = store.query(query);
        assertEquals(20, page.orders().size());
        assertTrue(page.more());
    }

    @Test
    void countsOfSearchesUseAnIndex() {
        assertByIndex(Search.count(newest().customer(CUSTOMER).build()), FEW);
        assertByIndex(Search.count(newest().phoneDigits("00777").build()), FEW);
        assertByIndex(
                Search.count(
                        newest().createdBefore(NOON.plus(Duration.ofHours(5))).build()),
                FEW);
        assertByIndex(Search.count(newest().idPart("09999").build()), FEW);
        assertByIndex(
                Search.count(newest().status(OrderStatus.PENDING)
                        .packageType(PackageType.BRONZE)
                        .build()),
                FEW);
    }

    /** Every statement that the store sends while it does everything once. */
    @Test
    void noStatementOfAnyOperationReadsAWholeTable() {
        List<String> tables = List.of("orders", "removed_orders", "requests", "daily");
        PostgreSql.SERVER.endConnections(options);
        List<Long> before = tables.stream().map(QueryPlanTest::wholeReads).toList();
        store.get(OrderId.of("ORD-TEST0-00001"));
        store.query(newest().after(OrderId.of("ORD-GONE0-00001")).build());
        store.query(newest().customer(CUSTOMER).build());
        store.count(newest().status(OrderStatus.PENDING).build());
        store.changes(ChangePage.Token.START, 100);
        store.changes(new ChangePage.Token(tokenNear(ORDERS - 5)), 100);
        store.changes(ChangePage.Token.END, 100);
        for (StatisticsPeriod.Unit unit : StatisticsPeriod.Unit.values()) {
            if (unit != StatisticsPeriod.Unit.ALL) {
                store.statistics(unit, NOON.plus(Duration.ofDays(100)));
            }
        }
        store.insert(Fixtures.anOrder(2).pending(), pending -> Optional.empty(), Optional.of(RequestId.of("plan")));
        store.remove(OrderId.of("ORD-TEST0-00002"), order -> Optional.empty(), Optional.empty());
        PostgreSql.SERVER.endConnections(options);
        assertEquals(before, tables.stream().map(QueryPlanTest::wholeReads).toList(), "of " + tables);
    }

    private static String tokenNear(long number) {
        String end = store.changes(ChangePage.Token.END, 1).next().text();
        return end.substring(0, end.lastIndexOf(':') + 1) + number;
    }

    private static long wholeReads(String table) {
        return Long.parseLong(PostgreSql.SERVER.textIn(
                options, "SELECT seq_scan FROM pg_stat_user_tables WHERE relname = '" + table + "'"));
    }

    private static void assertByIndex(Search.Statement search, long few) {
        String plan = PostgreSql.SERVER.explain(options, search);
        assertFalse(plan.contains("Seq Scan"), plan);
        long looked = rowsLookedAt(search);
        assertTrue(looked <= few, looked + " rows: " + plan);
    }

    private static long rowsLookedAt(Search.Statement search) {
        return PostgreSql.SERVER.rowsLookedAt(options, search);
    }
}
