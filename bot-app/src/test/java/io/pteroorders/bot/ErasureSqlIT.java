package io.pteroorders.bot;

import static io.pteroorders.bot.TracedPerson.ZOE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.privacy.ErasedPeople;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.sql.SqlShopStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody who left something everywhere in a shop on a database is erased: no table has anything left. */
class ErasureSqlIT {

    @TempDir
    Path data;

    private @Nullable SqlStorageOptions database;

    @ParameterizedTest
    @EnumSource
    void nothingOfThemIsLeftInAnyTable(SqlServer server) throws Exception {
        SqlStorageOptions options = DatabaseConfig.read(server.installed().newDatabase(), Fixtures.JAKARTA);
        database = options;
        try (ShopStorage store = SqlShopStorage.open(options);
                Lease lease = store.lease("test").orElseThrow();
                BotState state = BotState.open(lease, data)) {
            TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"), store.orders(), state.stores());
            TracedPerson zoe = new TracedPerson(shop, state);
            zoe.leavesTraces();
            assertFalse(left().isEmpty(), "nothing was there to erase");
            List<List<Object>> dumped = rows("orders");
            OrderStatistics before = store.orders().statistics(StatisticsPeriod.Unit.ALL, shop.clock.instant());
            zoe.isErasedByTheOwner();
            assertEquals(ImmutableList.of(), left());
            assertEquals(ImmutableList.of(), ErasureTest.left(data));
            OrderStatistics after = store.orders().statistics(StatisticsPeriod.Unit.ALL, shop.clock.instant());
            assertEquals(before.revenue(), after.revenue());
            assertEquals(before.customers(), after.customers());
            restore(dumped);
            assertFalse(left().isEmpty(), "nothing was restored");
            shop.privacy().erasures().keepOut();
            assertEquals(ImmutableList.of(), left());
        }
        assertFalse(ErasedPeople.open(data).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aQueueForgetsWhomItIsTold(SqlServer server) throws Exception {
        SqlStorageOptions options = DatabaseConfig.read(server.installed().newDatabase(), Fixtures.JAKARTA);
        database = options;
        try (ShopStorage store = SqlShopStorage.open(options);
                Lease lease = store.lease("test").orElseThrow()) {
            MessageQueue queue = store.queue("messages");
            queue.add("one", new JsonValue(Part.of(ZOE), "{\"from\":\"" + ZOE.text() + "\"}"))
                    .toCompletableFuture()
                    .join();
            QueueConsumer consumer = lease.consumer("messages");
            assertTrue(consumer.take().isPresent());
            consumer.forget(json -> json.contains(ZOE.text()));
            assertEquals(ImmutableList.of(), left());
            assertEquals(0, consumer.waiting());
        }
    }

    /** As a dump that is loaded anew would. */
    private void restore(List<List<Object>> dumped) throws SQLException {
        try (Connection connection = connect()) {
            for (List<Object> row : dumped) {
                try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE orders SET customer = ?, phone = ?, record = ? WHERE id = ?")) {
                    update.setObject(1, row.get(1));
                    update.setObject(2, row.get(2));
                    update.setObject(3, row.get(3));
                    update.setObject(4, row.get(0));
                    assertEquals(1, update.executeUpdate());
                }
            }
        }
        assertTrue(dumped.size() > 2);
    }

    private Connection connect() throws SQLException {
        SqlStorageOptions options = Objects.requireNonNull(database);
        return DriverManager.getConnection(options.url(), options.user(), options.password());
    }

    private List<List<Object>> rows(String table) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, customer, phone, record FROM " + table)) {
            while (row.next()) {
                rows.add(Arrays.asList(row.getString(1), row.getString(2), row.getString(3), row.getObject(4)));
            }
        }
        return rows;
    }

    /** Which words stand in which tables, in any column. */
    private ImmutableList<String> left() throws SQLException {
        ImmutableList.Builder<String> left = ImmutableList.builder();
        try (Connection connection = connect()) {
            for (String table : tables(connection)) {
                String content = content(connection, table);
                TracedPerson.WORDS.stream()
                        .filter(content::contains)
                        .map(word -> table + " has " + word)
                        .forEach(left::add);
            }
        }
        return left.build();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (row.next()) {
                tables.add(row.getString("TABLE_NAME"));
            }
        }
        assertTrue(tables.size() > 5, tables.toString());
        return tables;
    }

    private static String content(Connection connection, String table) throws SQLException {
        StringBuilder content = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                for (int column = 1; column <= columns; column++) {
                    content.append(row.getString(column)).append('\n');
                }
            }
        }
        return content.toString();
    }
}
