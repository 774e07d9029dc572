package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Race;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of databases as operators have them. */
class OpeningTest {

    private static final Order ORDER = anOrder(1).pending();

    private static SqlStorageOptions with(SqlStorageOptions options, String url, String user) {
        return new SqlStorageOptions(url, user, "secret-word", options.zone(), options.flow(), options.connections());
    }

    private static String refusal(SqlStorageOptions options) {
        DatabaseRefusedException refused =
                assertThrows(DatabaseRefusedException.class, () -> SqlOrderStorage.open(options));
        String message = String.valueOf(refused.getMessage());
        assertFalse(message.contains("secret"), message);
        return message;
    }

    private static void assertSays(String expected, String message) {
        assertTrue(message.contains(expected), message);
    }

    private static void insert(SqlStorageOptions options) {
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            assertEquals(
                    WriteResult.Kind.DONE,
                    store.insert(ORDER, InsertGuard.NONE, Optional.empty()).kind());
        }
    }

    @Test
    void anEmptyDatabaseGetsItsTables() {
        SqlStorageOptions options = PostgreSql.newDatabase();
        insert(options);
        try (SqlOrderStorage again = SqlOrderStorage.open(options)) {
            assertEquals(Optional.of(ORDER), again.get(ORDER.id()));
        }
    }

    @Test
    void processesThatOpenAnEmptyDatabaseAtOnceShareIt() {
        SqlStorageOptions options = PostgreSql.newDatabase();
        Race.run(3, racer -> {
            try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
                return store.insert(anOrder(racer).pending(), InsertGuard.NONE, Optional.empty());
            }
        });
        try (SqlOrderStorage again = SqlOrderStorage.open(options)) {
            assertEquals(3, again.count(OrderQuery.newestFirst().build()));
        }
    }

    @Test
    void tablesOfOthersAreLeftAlone() {
        SqlStorageOptions options = PostgreSql.newDatabase();
        PostgreSql.executeIn(options, "CREATE TABLE guestbook (entry text)");
        insert(options);
        PostgreSql.executeIn(options, "INSERT INTO guestbook VALUES ('still here')");
    }

    @Test
    void aUrlThatIsNoneIsRefused() {
        SqlStorageOptions options = PostgreSql.newShop();
        assertSays("not understood", refusal(with(options, "postgres://shop:secret@db/shop", "postgres")));
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        SqlStorageOptions options = PostgreSql.newShop();
        String message = refusal(with(options, "jdbc:postgresql://localhost:1/shop?password=secret", "postgres"));
        assertSays("jdbc:postgresql://localhost:1/shop cannot be reached", message);
    }

    @Test
    void aUserWhomTheDatabaseDoesNotKnowIsNamed() {
        SqlStorageOptions options = PostgreSql.newShop();
        assertSays("refused the user nobody", refusal(with(options, options.place(), "nobody")));
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        SqlStorageOptions options = PostgreSql.newShop();
        String url = options.place().replaceAll("/shop_\\d+", "/nowhere");
        assertSays("no database of the name", refusal(with(options, url, "postgres")));
    }

    @Test
    void tablesOfALaterVersionAreRefusedUntouched() {
        SqlStorageOptions options = PostgreSql.newShop();
        PostgreSql.executeIn(
                options,
                "INSERT INTO ptero_orders_versions SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, installed_by,"
                        + " now(), 1, true FROM ptero_orders_versions LIMIT 1");
        assertSays("are of version 99", refusal(options));
    }

    @Test
    void aUserWhoMayNotMakeTablesIsTold() {
        SqlStorageOptions options = PostgreSql.newDatabase();
        PostgreSql.executeIn(options, "CREATE ROLE visitor_" + suffix(options) + " LOGIN");
        assertSays("grant it CREATE", refusal(with(options, options.place(), "visitor_" + suffix(options))));
    }

    @Test
    void aUserWhoMayOnlyReadAndWriteRowsIsEnoughWhenTheTablesAreThere() {
        SqlStorageOptions options = PostgreSql.newShop();
        String clerk = "clerk_" + suffix(options);
        PostgreSql.executeIn(options, "CREATE ROLE " + clerk + " LOGIN");
        PostgreSql.executeIn(
                options, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + clerk);
        insert(with(options, options.place(), clerk));
    }

    private static String suffix(SqlStorageOptions options) {
        return options.place().replaceAll(".*/", "");
    }

    @Test
    void aDatabaseThatBecomesReadOnlyRejectsChangesUntilItIsNot() {
        SqlStorageOptions options = PostgreSql.newShop();
        insert(options);
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            PostgreSql.becomeReadOnly(options);
            assertEquals(Optional.of(ORDER), store.get(ORDER.id()));
            StorageException failure = assertThrows(
                    StorageException.class,
                    () -> store.insert(anOrder(2).pending(), InsertGuard.NONE, Optional.empty()));
            assertEquals(StorageException.Outcome.REJECTED, failure.outcome());
            assertTrue(failure.isRetryable());
            assertSays("read-only", String.valueOf(failure.getMessage()));
        }
        assertSays("read-only", refusalToFound());
    }

    private static String refusalToFound() {
        SqlStorageOptions options = PostgreSql.newDatabase();
        PostgreSql.becomeReadOnly(options);
        return refusal(options);
    }

    @Test
    void fieldsThatTheProgramDoesNotKnowSurviveAChange() {
        SqlStorageOptions options = PostgreSql.newShop();
        insert(options);
        PostgreSql.executeIn(
                options,
                "UPDATE orders SET record = (record::jsonb || '{\"campaign\": {\"name\": \"Ramadan 🌙\"}}')::json");
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            store.update(
                    ORDER.id(), order -> Outcome.done(order.withUsername(order.updatedAt(), "budi")), Optional.empty());
        }
        String record = PostgreSql.textIn(options, "SELECT record FROM orders");
        assertSays("\"campaign\":{\"name\":\"Ramadan 🌙\"}", record);
        assertSays("\"username\":\"budi\"", record);
    }

    @Test
    void daysBeginAnewWhenTheZoneChanges() {
        SqlStorageOptions jakarta = PostgreSql.newShop();
        insert(jakarta);
        ZoneId kiritimati = ZoneId.of("Pacific/Kiritimati");
        SqlStorageOptions later =
                new SqlStorageOptions(jakarta.url(), jakarta.user(), jakarta.password(), kiritimati, jakarta.flow());
        LocalDate day = LocalDate.ofInstant(ORDER.createdAt(), kiritimati);
        try (SqlOrderStorage store = SqlOrderStorage.open(later)) {
            store.insert(anOrder(2).in(OrderStatus.COMPLETED), InsertGuard.NONE, Optional.empty());
            assertEquals(2, created(store, day));
            assertEquals(1, store.statistics(Unit.ALL, NOON).customers().twice());
        }
    }

    private static int created(SqlOrderStorage store, LocalDate day) {
        OrderStatistics.Point point = store.statistics(Unit.ALL, NOON).days().get(day);
        return point == null ? 0 : point.created();
    }

    @Test
    void optionsDoNotShowSecrets() {
        SqlStorageOptions options = with(PostgreSql.newShop(), "jdbc:postgresql://db/shop?password=secret", "clerk");
        assertEquals("clerk at jdbc:postgresql://db/shop", options.toString());
    }
}
