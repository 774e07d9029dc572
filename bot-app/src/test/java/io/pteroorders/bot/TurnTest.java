package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.sql.Ownership;
import io.pteroorders.storage.sql.SqlOrderStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose turn it is to answer. */
class TurnTest {

    @TempDir
    Path directory;

    private DatabaseServer database;
    private SqlOrderStorage orders;

    @BeforeEach
    void open() throws Exception {
        database = DatabaseServer.start(directory);
        orders = open("postgres", "postgres");
    }

    @AfterEach
    void close() throws Exception {
        orders.close();
        database.close();
    }

    private SqlOrderStorage open(String user, String password) {
        return SqlOrderStorage.open(new SqlStorageOptions(
                Objects.requireNonNull(database.settings().get("DB_URL")),
                user,
                password,
                Fixtures.JAKARTA,
                OrderFlow.ORDER_STATUS_FLOW));
    }

    @Test
    void whoStandsByTakesTheTurnWhenItIsGivenBack() {
        Ownership first = new Turn(orders).await(() -> true).orElseThrow();
        Queue<Runnable> whileItWaits = new ArrayDeque<>(List.of(first::close));
        Optional<Ownership> second = new Turn(orders).await(() -> {
            Optional.ofNullable(whileItWaits.poll()).ifPresent(Runnable::run);
            return false;
        });
        assertTrue(second.isPresent());
        second.get().close();
    }

    @Test
    void whoHasNothingToDoNeedsNoTurn() {
        try (Ownership first = new Turn(orders).await(() -> true).orElseThrow()) {
            assertEquals(Optional.empty(), new Turn(orders).await(() -> true));
            assertEquals(Optional.empty(), first.failure());
        }
    }

    @Test
    void whoHasNoRightToTheTurnDoesNotWaitForIt() throws Exception {
        database.execute("CREATE ROLE clerk LOGIN PASSWORD 'clerk'; GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk;"
                + " REVOKE ALL ON owner FROM clerk");
        try (SqlOrderStorage clerks = open("clerk", "clerk")) {
            Turn turn = new Turn(clerks);
            StorageException refused = assertThrows(StorageException.class, () -> turn.await(() -> false));
            assertEquals("the database user lacks rights (SQL state 42501)", refused.getMessage());
            assertEquals(ImmutableList.of(), turn.troubles());
        }
    }
}
