package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.sql.SqlShopStorage;
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

/** Which of several processes answers. */
class LeaderElectionTest {

    @TempDir
    Path directory;

    private DatabaseServer database;
    private ShopStorage shop;

    @BeforeEach
    void open() throws Exception {
        database = DatabaseServer.start(directory);
        shop = open("postgres", "postgres");
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
        database.close();
    }

    private ShopStorage open(String user, String password) {
        return SqlShopStorage.open(new SqlStorageOptions(
                Objects.requireNonNull(database.settings().get("DB_URL")),
                user,
                password,
                Fixtures.JAKARTA,
                OrderFlow.ORDER_STATUS_FLOW));
    }

    @Test
    void whoStandsByTakesTheTurnWhenItIsGivenBack() {
        Lease first = new LeaderElection(shop).await(() -> true).orElseThrow();
        Queue<Runnable> whileItWaits = new ArrayDeque<>(List.of(first::close));
        Optional<Lease> second = new LeaderElection(shop).await(() -> {
            Optional.ofNullable(whileItWaits.poll()).ifPresent(Runnable::run);
            return false;
        });
        assertTrue(second.isPresent());
        second.get().close();
    }

    @Test
    void whoHasNothingToDoNeedsNoTurn() {
        try (Lease first = new LeaderElection(shop).await(() -> true).orElseThrow()) {
            assertEquals(Optional.empty(), new LeaderElection(shop).await(() -> true));
            assertEquals(Optional.empty(), first.failure());
        }
    }

    @Test
    void whoStandsByIsReadyAndWhoIsToAnswerOnlyOnceItDoes() {
        LeaderElection first = new LeaderElection(shop);
        assertEquals(ImmutableList.of(Service.STARTING), first.troubles());
        try (Lease lease = first.await(() -> true).orElseThrow()) {
            assertEquals(Optional.empty(), lease.failure());
            assertEquals(ImmutableList.of(Service.STARTING), first.troubles());
            LeaderElection second = new LeaderElection(shop);
            assertEquals(Optional.empty(), second.await(() -> true));
            assertEquals(ImmutableList.of(), second.troubles());
        }
    }

    @Test
    void whoHasNoRightToTheTurnDoesNotWaitForIt() throws Exception {
        database.execute("CREATE ROLE clerk LOGIN PASSWORD 'clerk'; GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk;"
                + " REVOKE ALL ON owner FROM clerk");
        try (ShopStorage clerks = open("clerk", "clerk")) {
            LeaderElection turn = new LeaderElection(clerks);
            StorageException refused = assertThrows(StorageException.class, () -> turn.await(() -> false));
            assertEquals("the database user lacks rights (SQL state 42501)", refused.getMessage());
            assertEquals(ImmutableList.of(Service.STARTING), turn.troubles());
        }
    }
}
