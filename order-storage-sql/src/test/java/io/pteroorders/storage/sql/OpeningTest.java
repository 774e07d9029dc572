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
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Race;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of databases as operators have them. */
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@Tag("long")
class OpeningTest {

    private final Server server;

    private static final Order ORDER = anOrder(1).pending();

    private static final String PASSWORD = "secret-word";

    OpeningTest(Server server) {
        this.server = server.installed();
    }

    private static SqlStorageOptions with(SqlStorageOptions options, String url, String user) {
        return new SqlStorageOptions(
                url, user, PASSWORD, options.zone(), options.flow(), options.connections(), options.leaseTerm());
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
        SqlStorageOptions options = server.newDatabase();
        insert(options);
        try (SqlOrderStorage again = SqlOrderStorage.open(options)) {
            assertEquals(Optional.of(ORDER), again.get(ORDER.id()));
        }
    }

    @Test
    void processesThatOpenAnEmptyDatabaseAtOnceShareIt() {
        SqlStorageOptions options = server.newDatabase();
        Race.run(3, racer -> {
            try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
                return store.insert(anOrder(racer).pending(), InsertGuard.NONE, Optional.empty());
            }
        });
        try (SqlOrderStorage again = SqlOrderStorage.open(options)) {
            assertEquals(3, again.count(OrderQuery.newestFirst().build()));
        }
    }

    /** It does not know whose sequels there are, and has none. */
    @Test
    void aShopOfTheVersionBeforeGetsWhatItsTablesLack() {
        SqlStorageOptions options = server.newShop();
        insert(options);
        takeSequelsAway(options);
        Order like = anOrder(2).pending();
        Sequel sequel = new Sequel.Renewal(ORDER.id());
        Order renewal = Order.create(like.id(), like.customer(), like.item(), sequel, "system", like.createdAt());
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            store.insert(renewal, InsertGuard.NONE, Optional.empty());
        }
        try (SqlOrderStorage again = SqlOrderStorage.open(options)) {
            assertEquals(Optional.of(ORDER), again.get(ORDER.id()));
            OrderQuery sequels = OrderQuery.newestFirst().sequelsOf(ORDER.id()).build();
            assertEquals(List.of(renewal), again.query(sequels).orders());
        }
    }

    private void takeSequelsAway(SqlStorageOptions options) {
        server.executeIn(
                options, "DROP INDEX orders_by_first" + (Dialect.of(options) == Dialect.MARIADB ? " ON orders" : ""));
        server.executeIn(options, "ALTER TABLE orders DROP COLUMN sequel_of");
        server.executeIn(options, "DELETE FROM ptero_orders_versions WHERE version = '6'");
    }

    @Test
    void tablesOfOthersAreLeftAlone() {
        SqlStorageOptions options = server.newDatabase();
        server.executeIn(options, "CREATE TABLE guestbook (entry text)");
        insert(options);
        server.executeIn(options, "INSERT INTO guestbook VALUES ('still here')");
    }

    @Test
    void aUrlThatIsNoneIsRefused() {
        SqlStorageOptions options = server.newShop();
        assertSays("not understood", refusal(with(options, "postgres://shop:secret@db/shop", options.user())));
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        SqlStorageOptions options = server.newShop();
        String place = server.scheme() + "//localhost:1/shop";
        StorageException absent = assertThrows(
                StorageException.class,
                () -> SqlOrderStorage.open(with(options, place + "?password=secret", options.user())));
        String message = String.valueOf(absent.getMessage());
        assertSays(place + " cannot be reached", message);
        assertFalse(message.contains("secret"), message);
        assertTrue(absent.mayPass(), "it may be started any moment");
    }

    @Test
    void aServerThatGoesWhileTablesAreMadeIsNamed() {
        SqlStorageOptions options = server.newShop();
        SQLException gone = new SQLException("the server is shutting down", "57P01");
        RuntimeException absent = Refused.tables(options, gone);
        assertSays(options.place() + " cannot be reached", String.valueOf(absent.getMessage()));
        assertTrue(absent instanceof StorageException passing && passing.mayPass());
    }

    @Test
    void aUserWhomTheDatabaseDoesNotKnowIsNamed() {
        SqlStorageOptions options = server.newShop();
        assertSays("refused the user nobody", refusal(with(options, options.place(), "nobody")));
    }

    @Test
    void aWrongPasswordIsTold() {
        SqlStorageOptions options = server.newShop();
        String user = newUser(options, "another-word");
        assertSays("Check the user and the password", refusal(with(options, options.place(), user)));
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        SqlStorageOptions options = server.newShop();
        String url = options.place().replaceAll("/shop_\\d+", "/nowhere");
        assertSays("no database of the name", refusal(with(options, url, options.user())));
    }

    @Test
    void tablesOfALaterVersionAreRefusedUntouched() {
        SqlStorageOptions options = server.newShop();
        server.executeIn(
                options,
                "INSERT INTO ptero_orders_versions SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, installed_by,"
                        + " now(), 1, true FROM ptero_orders_versions LIMIT 1");
        assertSays("are of version 99", refusal(options));
    }

    @Test
    void aUserWhoMayNotMakeTablesIsTold() {
        SqlStorageOptions options = server.newDatabase();
        String visitor = newUser(options, PASSWORD);
        server.grantRows(options, visitor);
        assertSays("grant it CREATE", refusal(with(options, options.place(), visitor)));
    }

    @Test
    void aUserWhoMayOnlyReadAndWriteRowsIsEnoughWhenTheTablesAreThere() {
        SqlStorageOptions options = server.newShop();
        String clerk = newUser(options, PASSWORD);
        server.grantRows(options, clerk);
        insert(with(options, options.place(), clerk));
    }

    private String newUser(SqlStorageOptions options, String password) {
        String user = "user_of_" + Server.name(options);
        server.createUser(user, password);
        return user;
    }

    @Test
    void aDatabaseThatBecomesReadOnlyRejectsChangesUntilItIsNot() {
        SqlStorageOptions options = server.newShop();
        insert(options);
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            server.becomeReadOnly(options);
            assertEquals(Optional.of(ORDER), store.get(ORDER.id()));
            StorageException failure = assertThrows(StorageException.class, () -> insertSecond(store));
            assertEquals(StorageException.Outcome.REJECTED, failure.outcome());
            assertTrue(failure.isRetryable());
            assertSays("read-only", String.valueOf(failure.getMessage()));
            server.becomeWritable(options);
            assertEquals(WriteResult.Kind.DONE, insertSecond(store).kind());
        } finally {
            server.becomeWritable(options);
        }
    }

    private static WriteResult insertSecond(SqlOrderStorage store) {
        return store.insert(anOrder(2).pending(), InsertGuard.NONE, Optional.empty());
    }

    @Test
    void anEmptyDatabaseThatIsReadOnlyIsRefused() {
        SqlStorageOptions options = server.newDatabase();
        server.becomeReadOnly(options);
        try {
            assertSays("read-only", refusal(options));
        } finally {
            server.becomeWritable(options);
        }
    }

    @Test
    void fieldsThatTheProgramDoesNotKnowSurviveAChange() {
        SqlStorageOptions options = server.newShop();
        insert(options);
        Server.rewrite(options, 1, record -> record.replaceFirst("}$", ",\"campaign\":{\"name\":\"Ramadan 🌙\"}}"));
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            store.update(
                    ORDER.id(), order -> Outcome.done(order.withUsername(order.updatedAt(), "budi")), Optional.empty());
        }
        String record = server.textIn(options, "SELECT record FROM orders");
        assertSays("\"campaign\":{\"name\":\"Ramadan 🌙\"}", record);
        assertSays("\"username\":\"budi\"", record);
    }

    @Test
    void daysBeginAnewWhenTheZoneChanges() {
        SqlStorageOptions jakarta = server.newShop();
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
        SqlStorageOptions options = with(server.newShop(), server.scheme() + "//db/shop?password=secret", "clerk");
        assertEquals("clerk at " + server.scheme() + "//db/shop", options.toString());
    }
}
