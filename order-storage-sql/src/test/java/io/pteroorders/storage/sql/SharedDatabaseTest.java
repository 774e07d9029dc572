package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.Race;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Several stores, as of several processes, on one database. */
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@Tag("long")
class SharedDatabaseTest {

    private final Server server;

    /** The common pool may have one thread only, and what waits here would keep it. */
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    private static final int STORES = 4;
    private static final int ROUNDS = 25;
    private static final ImmutableList<OrderStatus> STATUSES = ImmutableList.copyOf(OrderStatus.values());
    private static final Optional<RequestId> NONE = Optional.empty();

    private SqlStorageOptions database;
    private List<SqlOrderStorage> stores;

    SharedDatabaseTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void open() {
        database = server.newShop();
        stores = Stream.generate(() -> SqlOrderStorage.open(database))
                .limit(STORES)
                .toList();
    }

    @AfterEach
    void close() {
        stores.forEach(SqlOrderStorage::close);
    }

    private List<WriteResult> raced(BiFunction<Integer, Integer, WriteResult> action) {
        return Race.run(STORES * 2, racer -> IntStream.range(0, ROUNDS)
                        .mapToObj(round -> action.apply(racer, round))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private SqlOrderStorage store(int racer) {
        return stores.get(racer % STORES);
    }

    private static long count(List<WriteResult> results, WriteResult.Kind kind) {
        return results.stream().filter(result -> result.kind() == kind).count();
    }

    @Test
    void oneOfTheirRacingTransitionsWins() {
        for (int round = 0; round < ROUNDS; round++) {
            store(round).insert(anOrder(round).pending(), InsertGuard.NONE, NONE);
        }
        List<WriteResult> results = raced((racer, round) -> store(racer)
                .update(
                        orderId(round),
                        order -> order.status() == OrderStatus.PENDING
                                ? Outcome.done(Fixtures.moved(order, OrderStatus.CONFIRMED))
                                : Outcome.refused(new Refusal.NotAllowed()),
                        NONE));
        assertEquals(ROUNDS, count(results, WriteResult.Kind.DONE));
        assertEquals(ROUNDS * (2 * STORES - 1), count(results, WriteResult.Kind.REFUSED));
    }

    @Test
    void aCapOnACustomersPendingOrdersHolds() {
        List<WriteResult> results = raced((racer, round) -> store(racer)
                .insert(
                        anOrder(racer * ROUNDS + round)
                                .by(customer("Customer", "62810000" + (10 + round)))
                                .pending(),
                        pending -> pending.size() < 3 ? Optional.empty() : Optional.of(new Refusal.NotAllowed()),
                        NONE));
        assertEquals(3 * ROUNDS, count(results, WriteResult.Kind.DONE));
        assertEquals((2 * STORES - 3) * ROUNDS, count(results, WriteResult.Kind.REFUSED));
    }

    @Test
    void aRequestHasItsEffectOnce() {
        List<WriteResult> results = raced((racer, round) -> store(racer)
                .insert(
                        anOrder(racer * ROUNDS + round).pending(),
                        InsertGuard.NONE,
                        Optional.of(RequestId.of("round", String.valueOf(round)))));
        assertEquals(ROUNDS, count(results, WriteResult.Kind.DONE));
        assertEquals((2 * STORES - 1) * ROUNDS, count(results, WriteResult.Kind.REPLAYED));
        assertEquals(ROUNDS, stores.get(0).count(OrderQuery.newestFirst().build()));
    }

    @Test
    void theirStatisticsAgreeAndEqualARecount() {
        raced((racer, round) -> store(racer)
                .insert(
                        anOrder(racer * ROUNDS + round).in(STATUSES.get(round % STATUSES.size())),
                        InsertGuard.NONE,
                        NONE));
        OrderStatistics figures = stores.get(0).statistics(StatisticsPeriod.Unit.ALL, NOON);
        for (SqlOrderStorage store : stores) {
            assertEquals(figures, store.statistics(StatisticsPeriod.Unit.ALL, NOON));
        }
        assertEquals(2 * STORES * ROUNDS, figures.totalOrders());
        server.executeIn(database, "UPDATE shop SET zone = 'UTC'");
        try (SqlOrderStorage recounting = SqlOrderStorage.open(database)) {
            assertEquals(figures, recounting.statistics(StatisticsPeriod.Unit.ALL, NOON));
        }
    }

    /** The first change has its number and waits; one that came later must not be told before it. */
    @Test
    void theFeedTellsNoChangeBeforeAnEarlierOneThatIsCommittedLate() throws Exception {
        CountDownLatch numbered = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<WriteResult> early = CompletableFuture.supplyAsync(
                () -> stores.get(0)
                        .insert(
                                anOrder(1).pending(),
                                pending -> {
                                    numbered.countDown();
                                    Uninterruptibles.awaitUninterruptibly(commit);
                                    return Optional.empty();
                                },
                                NONE),
                OWN_THREAD);
        numbered.await();
        CompletableFuture<WriteResult> late = CompletableFuture.supplyAsync(
                () -> stores.get(1).insert(anOrder(2).pending(), InsertGuard.NONE, NONE), OWN_THREAD);
        server.awaitLockWait(database);
        ChangePage before = stores.get(2).changes(ChangePage.Token.START, 10);
        assertEquals(ImmutableList.of(), before.changes());
        commit.countDown();
        assertEquals(WriteResult.Kind.DONE, early.get().kind());
        assertEquals(WriteResult.Kind.DONE, late.get().kind());
        assertEquals(List.of(orderId(1), orderId(2)), ids(stores.get(2).changes(before.next(), 10)));
    }

    private static List<OrderId> ids(ChangePage page) {
        return page.changes().stream().map(ChangePage.Change::id).toList();
    }

    @Test
    void theFeedOfOneTellsWhatAllDid() {
        raced((racer, round) ->
                store(racer).insert(anOrder(racer * ROUNDS + round).pending(), InsertGuard.NONE, NONE));
        ChangePage.Token token = ChangePage.Token.START;
        long told = 0;
        boolean more = true;
        while (more) {
            ChangePage page = stores.get(3).changes(token, 7);
            told += page.changes().size();
            token = page.next();
            more = page.more();
        }
        assertEquals(2 * STORES * ROUNDS, told);
    }

    @Test
    void aTokenIsGoodInEveryProcess() {
        stores.get(0).insert(anOrder(1).pending(), InsertGuard.NONE, NONE);
        ChangePage.Token token = stores.get(0).changes(ChangePage.Token.END, 1).next();
        stores.get(1).insert(anOrder(2).pending(), InsertGuard.NONE, NONE);
        ChangePage page = stores.get(2).changes(token, 10);
        assertEquals(List.of(orderId(2)), ids(page));
        assertFalse(page.foreign());
    }

    /** As after a backup of the database was put in place. */
    @Test
    void aTokenFromBeforeTheDatabaseWentBackIsForeign() {
        Order order = anOrder(1).pending();
        stores.get(0).insert(order, InsertGuard.NONE, NONE);
        ChangePage.Token token = stores.get(0).changes(ChangePage.Token.END, 1).next();
        server.executeIn(database, "DELETE FROM orders");
        server.executeIn(database, "UPDATE shop SET last_change = 0");
        ChangePage page = stores.get(1).changes(token, 10);
        assertTrue(page.foreign());
        assertEquals(ImmutableList.of(), page.changes());
    }

    @Test
    void aProcessWithAnotherZoneIsToldToStop() {
        SqlStorageOptions elsewhere = new SqlStorageOptions(
                database.url(), database.user(), database.password(), ZoneId.of("Asia/Tokyo"), database.flow());
        try (SqlOrderStorage tokyo = SqlOrderStorage.open(elsewhere)) {
            assertEquals(
                    WriteResult.Kind.DONE,
                    tokyo.insert(anOrder(1).pending(), InsertGuard.NONE, NONE).kind());
        }
        StorageException failure = assertThrows(
                StorageException.class, () -> store(0).insert(anOrder(2).pending(), InsertGuard.NONE, NONE));
        assertEquals(StorageException.Outcome.REJECTED, failure.outcome());
        assertTrue(String.valueOf(failure.getMessage()).contains("Asia/Tokyo"));
    }

    @Test
    void aProcessThatDiesInTheMidstHoldsNobodyUp() {
        Server.Held held = server.lockShop(database);
        CompletableFuture<WriteResult> waiting = CompletableFuture.supplyAsync(
                () -> store(0).insert(anOrder(1).pending(), InsertGuard.NONE, NONE), OWN_THREAD);
        server.awaitLockWait(database);
        held.die();
        assertEquals(WriteResult.Kind.DONE, waiting.join().kind());
    }

    @Test
    void aWriteThatAnotherHoldsUpForTooLongIsRejectedAndMayBeTriedAgain() {
        Server.Held held = server.lockShop(database);
        StorageException failure = assertThrows(
                StorageException.class, () -> store(0).insert(anOrder(1).pending(), InsertGuard.NONE, NONE));
        assertEquals(StorageException.Outcome.REJECTED, failure.outcome());
        assertTrue(failure.isRetryable());
        assertTrue(String.valueOf(failure.getMessage()).contains("busy for too long"), failure.getMessage());
        held.die();
        assertEquals(
                WriteResult.Kind.DONE,
                store(0).insert(anOrder(1).pending(), InsertGuard.NONE, NONE).kind());
    }
}
