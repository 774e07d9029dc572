package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Race;
import io.pteroorders.storage.record.StoredOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is held, in the table that says so. */
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@Tag("long")
class ClaimRowsTest {

    private static final Claim SLOT = slot(1);
    private static final String ANOTHERS = "INSERT INTO claims VALUES ('slots', '1', 'ORD-TEST0-00009', "
            + SLOT.until().toEpochMilli() + ")";

    private final Server server;
    private SqlStorageOptions database;

    ClaimRowsTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void makeShop() {
        database = server.newShop();
    }

    private static Claim slot(int number) {
        return new Claim("slots", Integer.toString(number), NOON.plus(Duration.ofDays(1)));
    }

    private static Order holding(int number, Claim... claims) {
        return anOrder(number).pending().withClaims(NOON, List.of(claims));
    }

    private static WriteResult insert(SqlOrderStorage store, Order order) {
        return store.insert(order, InsertGuard.NONE, Optional.empty());
    }

    private static Optional<Refusal> claimed(Claim claim) {
        return Optional.of(new Refusal.Claimed(claim));
    }

    @Test
    void ofOrdersInSeveralProcessesEachIsHeldByOne() {
        ImmutableList<Integer> done = Race.run(4, racer -> {
            try (SqlOrderStorage store = SqlOrderStorage.open(database)) {
                return (int) IntStream.range(0, 20)
                        .mapToObj(key -> insert(store, holding(racer * 20 + key, slot(key))))
                        .filter(result -> result.kind() == WriteResult.Kind.DONE)
                        .count();
            }
        });
        assertEquals(20, done.stream().mapToInt(Integer::intValue).sum());
        assertEquals("20", server.textIn(database, "SELECT count(*) FROM claims"));
    }

    /** Today all writes wait for each other; the key decides also among those that do not. */
    @Test
    void aClaimIsRefusedThatAWriterTakesInTheSameMoment() throws Exception {
        try (SqlOrderStorage store = SqlOrderStorage.open(database);
                Connection other = Server.connect(database)) {
            CompletableFuture<WriteResult> waiting = insertBeside(store, other);
            other.commit();
            assertEquals(claimed(SLOT), waiting.get().refusal());
            assertEquals(0, store.count(OrderQuery.newestFirst().build()));
        }
    }

    @Test
    void aClaimIsFreeThatAWriterGivesUpInTheSameMoment() throws Exception {
        try (SqlOrderStorage store = SqlOrderStorage.open(database);
                Connection other = Server.connect(database)) {
            CompletableFuture<WriteResult> waiting = insertBeside(store, other);
            other.rollback();
            assertEquals(WriteResult.Kind.DONE, waiting.get().kind());
        }
    }

    private CompletableFuture<WriteResult> insertBeside(SqlOrderStorage store, Connection other) throws SQLException {
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute(ANOTHERS);
        }
        CompletableFuture<WriteResult> waiting =
                CompletableFuture.supplyAsync(() -> insert(store, holding(1, SLOT)), task -> new Thread(task).start());
        server.awaitLockWait(database);
        return waiting;
    }

    @Test
    void ordersWithoutClaimsNeedNoTableOfThem() {
        try (SqlOrderStorage store = SqlOrderStorage.open(database)) {
            server.executeIn(database, "DROP TABLE claims");
            insert(store, anOrder(1).pending());
            store.update(orderId(1), order -> Outcome.done(moved(order, OrderStatus.CANCELLED)), Optional.empty());
            assertEquals(
                    WriteResult.Kind.DONE,
                    store.remove(orderId(1), order -> Optional.empty(), Optional.empty())
                            .kind());
        }
    }

    @Test
    void rowsGoWithTheirClaims() {
        try (SqlOrderStorage store = SqlOrderStorage.open(database)) {
            insert(store, holding(1, SLOT, slot(2)));
            insert(store, holding(2, slot(3)));
            store.update(orderId(1), order -> Outcome.done(order.withClaims(NOON, List.of(SLOT))), Optional.empty());
            store.remove(orderId(2), order -> Optional.empty(), Optional.empty());
        }
        assertEquals("1", server.textIn(database, "SELECT max(claim_key) FROM claims"));
        assertEquals("1", server.textIn(database, "SELECT count(*) FROM claims"));
    }

    /** Nothing that moves in is refused, and what lasts longest is held. */
    @Test
    void ordersThatMoveInBringTheirClaims() {
        Claim shorter = new Claim("slots", "1", NOON.plusSeconds(9));
        List<StoredOrder> source = IntStream.rangeClosed(1, 600)
                .mapToObj(number -> StoredOrder.of(
                        number == 300 ? holding(number, SLOT) : holding(number, shorter, slot(1000 + number))))
                .toList();
        for (int turn = 0; turn < 2; turn++) {
            try (SqlMigration migration = SqlMigration.into(database)) {
                migration.write(source);
                if (turn == 1) {
                    assertEquals(600, migration.finish(source));
                }
            }
        }
        assertEquals("600", server.textIn(database, "SELECT count(*) FROM claims"));
        try (SqlOrderStorage store = SqlOrderStorage.open(database)) {
            assertEquals(claimed(SLOT), insert(store, holding(700, SLOT)).refusal());
            assertEquals(Optional.of(holding(300, SLOT)), store.holder("slots", "1"));
            assertEquals(
                    claimed(slot(1600)), insert(store, holding(700, slot(1600))).refusal());
            store.remove(orderId(300), order -> Optional.empty(), Optional.empty());
            assertEquals(
                    WriteResult.Kind.DONE, insert(store, holding(700, SLOT)).kind());
        }
    }
}
