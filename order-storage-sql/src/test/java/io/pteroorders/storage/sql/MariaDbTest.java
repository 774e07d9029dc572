package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only MariaDB does. */
@Tag("long")
class MariaDbTest {

    private final Server server = MariaDb.SERVER.installed();

    private static List<String> statements(String migration) throws IOException {
        String text = Resources.toString(
                Resources.getResource(MariaDbTest.class, "/order-storage-sql/mariadb/" + migration),
                StandardCharsets.UTF_8);
        return Splitter.on(";\n").trimResults().omitEmptyStrings().splitToList(text.replaceAll(" *--[^\n]*", ""));
    }

    private static void assertWorks(SqlStorageOptions options) {
        try (SqlOrderStorage store = SqlOrderStorage.open(options)) {
            assertEquals(
                    WriteResult.Kind.DONE,
                    store.insert(anOrder(1).pending(), InsertGuard.NONE, Optional.empty())
                            .kind());
        }
    }

    /** It does not undo tables: what was made before the end stays. */
    @Test
    void tablesThatWereHalfMadeWhenTheProgramDiedAreFinished() throws IOException {
        List<String> statements = statements("V1__orders.sql");
        for (int made = 1; made <= statements.size(); made++) {
            SqlStorageOptions options = server.newDatabase();
            statements.subList(0, made).forEach(statement -> server.executeIn(options, statement));
            assertWorks(options);
        }
    }

    @Test
    void tablesThatCouldNotAllBeMadeAreFinishedWhenTheyCan() {
        SqlStorageOptions options = server.newDatabase();
        server.executeIn(options, "CREATE TABLE shop (in_the_way integer)");
        assertThrows(DatabaseRefusedException.class, () -> SqlOrderStorage.open(options));
        assertEquals("0", server.textIn(options, "SELECT success FROM ptero_orders_versions WHERE version = '1'"));
        server.executeIn(options, "DROP TABLE shop");
        assertWorks(options);
    }

    @Test
    void aServerThatDoesNotForceItsLogIsSaidToLoseChanges() {
        SqlStorageOptions options = server.newShop();
        try (Database database = Database.connect(options)) {
            assertEquals(List.of(), Weaknesses.of(database, Dialect.MARIADB));
            server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            assertEquals(List.of("innodb_flush_log_at_trx_commit = 2"), Weaknesses.of(database, Dialect.MARIADB));
        } finally {
            server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
    }
}
