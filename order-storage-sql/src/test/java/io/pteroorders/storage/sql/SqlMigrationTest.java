package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders that move into a database. */
@Tag("long")
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
class SqlMigrationTest {

    private final Server server;

    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);
    private static final ImmutableList<OrderStatus> STATUSES = ImmutableList.copyOf(OrderStatus.values());

    private SqlStorageOptions options;
    private final ImmutableList<StoredOrder> source =
            IntStream.range(0, 1300).mapToObj(SqlMigrationTest::order).collect(ImmutableList.toImmutableList());

    SqlMigrationTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void makeShop() {
        options = server.newShop();
    }

    private static StoredOrder order(int number) {
        Order order = anOrder(number)
                .by(customer("Somebody", "62810000" + (100 + number % 300)))
                .in(STATUSES.get(number % STATUSES.size()));
        String record = new String(OrderJson.encode(StoredOrder.of(order)), StandardCharsets.UTF_8);
        String more = record.replaceFirst("}$", ",\"earlier\":\"field 🌙 " + number + "\"}");
        try {
            return FORMAT.decode(more.getBytes(StandardCharsets.UTF_8));
        } catch (OrderFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private long migrate(Iterable<StoredOrder> orders) {
        try (SqlMigration migration = SqlMigration.into(options)) {
            migration.write(orders);
            return migration.finish(orders);
        }
    }

    private void writeSome(int count) {
        try (SqlMigration stopped = SqlMigration.into(options)) {
            stopped.write(source.subList(0, count));
        }
    }

    private void assertMoved() {
        List<StoredOrder> found = new ArrayList<>();
        SqlMigration.read(options, found::add);
        assertEquals(source, found);
        StatisticsCollector expected = new StatisticsCollector(Fixtures.JAKARTA);
        source.forEach(stored -> expected.add(stored.order()));
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            assertEquals(
                    expected.statistics(StatisticsPeriod.ALL, NOON), store.statistics(StatisticsPeriod.Unit.ALL, NOON));
            ChangePage page = store.changes(ChangePage.Token.START, 100);
            assertEquals(source.get(0).order().id(), page.changes().get(0).id());
            assertEquals(
                    WriteResult.Kind.DONE,
                    store.insert(anOrder(5000).pending(), InsertGuard.NONE, Optional.empty())
                            .kind());
        }
    }

    @Test
    void bringTheirUnknownFieldsAndTheirFigures() {
        assertEquals(1300, migrate(source));
        assertMoved();
    }

    @Test
    void areOpenToNobodyUntilAllAreThere() {
        writeSome(700);
        DatabaseRefusedException refused =
                assertThrows(DatabaseRefusedException.class, () -> SqlOrderStorage.open(options));
        assertTrue(String.valueOf(refused.getMessage()).contains("Run migrate again"));
        migrate(source);
        assertMoved();
    }

    @Test
    void mayHaveChangedBetweenTwoTries() {
        writeSome(1300);
        List<StoredOrder> less = source.subList(0, 900);
        List<StoredOrder> changed = new ArrayList<>(less);
        changed.set(3, order(4000));
        assertEquals(900, migrate(changed));
        List<StoredOrder> found = new ArrayList<>();
        SqlMigration.read(options, found::add);
        assertEquals(changed.size(), found.size());
        assertTrue(found.contains(order(4000)));
    }

    @Test
    void areComparedBeforeTheyAreOpened() {
        try (SqlMigration migration = SqlMigration.into(options)) {
            migration.write(source);
            Server.rewrite(options, 1200, record -> record.replace("earlier", "later"));
            assertThrows(DatabaseRefusedException.class, () -> migration.finish(source));
            server.executeIn(options, "DELETE FROM orders WHERE change_number = 1200");
            assertThrows(DatabaseRefusedException.class, () -> migration.finish(source));
            assertThrows(DatabaseRefusedException.class, () -> migration.finish(Iterables.limit(source, 1000)));
        }
        migrate(source);
        assertMoved();
    }

    @Test
    void doNotMoveIntoADatabaseThatHoldsAShop() {
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            store.insert(anOrder(1).pending(), InsertGuard.NONE, Optional.empty());
            store.remove(anOrder(1).pending().id(), order -> Optional.empty(), Optional.empty());
        }
        DatabaseRefusedException refused =
                assertThrows(DatabaseRefusedException.class, () -> SqlMigration.into(options));
        assertTrue(String.valueOf(refused.getMessage()).contains("holds a shop already"));
    }

    @Test
    void moveIntoADatabaseThatWasOpenedAndNeverUsed() {
        SqlOrderStorage.open(options).close();
        migrate(source);
        assertMoved();
    }
}
