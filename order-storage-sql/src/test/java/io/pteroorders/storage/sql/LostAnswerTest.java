package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The connection is lost at the worst of moments. */
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@Tag("long")
class LostAnswerTest {

    private final Server server;

    private static final Optional<RequestId> REQUEST = Optional.of(RequestId.of("lost", "answer"));
    private static final Order ORDER = anOrder(1).pending();

    private Wire wire;
    private SqlOrderStorage store;

    /** The same store, by another way. */
    private SqlOrderStorage besides;

    LostAnswerTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void open() throws IOException {
        SqlStorageOptions options = server.newShop();
        wire = Wire.to(server.port());
        besides = SqlOrderStorage.open(options);
        store = SqlOrderStorage.open(server.through(wire.port(), options));
    }

    @AfterEach
    void close() throws IOException {
        assertEquals(Wire.Cut.NONE, wire.waiting(), "the commit met the cut");
        store.close();
        besides.close();
        wire.close();
    }

    private WriteResult insert(Optional<RequestId> request) {
        return store.insert(ORDER, InsertGuard.NONE, request);
    }

    private long changes() {
        return besides.changes(ChangePage.Token.START, OrderQuery.MAX_LIMIT)
                .changes()
                .size();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsSettledByItsRequestId() {
        wire.cutAtCommit(Wire.Cut.AFTER_COMMIT);
        assertEquals(WriteResult.done(ORDER.id(), Optional.empty(), Optional.of(ORDER)), insert(REQUEST));
        assertEquals(Optional.of(ORDER), besides.get(ORDER.id()));
        assertEquals(WriteResult.Kind.REPLAYED, insert(REQUEST).kind());
        assertEquals(1, changes());
    }

    @Test
    void aCommitThatDidNotArriveIsDoneAgain() {
        wire.cutAtCommit(Wire.Cut.BEFORE_COMMIT);
        assertEquals(WriteResult.Kind.DONE, insert(REQUEST).kind());
        assertEquals(Optional.of(ORDER), besides.get(ORDER.id()));
        assertEquals(1, besides.count(OrderQuery.newestFirst().build()));
    }

    @Test
    void anUpdateWhoseAnswerIsLostTakesPlaceOnce() {
        insert(Optional.empty());
        wire.cutAtCommit(Wire.Cut.AFTER_COMMIT);
        WriteResult result = store.update(
                ORDER.id(), order -> Outcome.done(order.withNote(order.updatedAt(), "system", "once")), REQUEST);
        assertEquals(WriteResult.Kind.DONE, result.kind());
        assertEquals(result.after(), besides.get(ORDER.id()));
        assertEquals(1, besides.get(ORDER.id()).orElseThrow().notes().all().size());
    }

    @Test
    void withoutARequestIdALostAnswerIsUnknown() {
        wire.cutAtCommit(Wire.Cut.AFTER_COMMIT);
        StorageException failure = assertThrows(StorageException.class, () -> insert(Optional.empty()));
        assertEquals(StorageException.Outcome.UNKNOWN, failure.outcome());
    }

    @Test
    void whileTheDatabaseIsGoneALostAnswerIsUnknownAndAskingAgainSettlesIt() {
        wire.cutAtCommit(Wire.Cut.AFTER_COMMIT_FOR_GOOD);
        StorageException failure = assertThrows(StorageException.class, () -> insert(REQUEST));
        assertEquals(StorageException.Outcome.UNKNOWN, failure.outcome());
        wire.mend();
        WriteResult again = insert(REQUEST);
        assertTrue(again.kind() == WriteResult.Kind.REPLAYED || again.kind() == WriteResult.Kind.DONE);
        assertEquals(1, changes());
    }

    @Test
    void aConnectionThatIsLostBeforeTheCommitIsReplaced() {
        insert(Optional.empty());
        wire.cut();
        wire.mend();
        assertEquals(Optional.of(ORDER), store.get(ORDER.id()));
        wire.cut();
        wire.mend();
        WriteResult moved =
                store.update(ORDER.id(), order -> Outcome.done(order.withUsername(order.updatedAt(), "budi")), REQUEST);
        assertEquals(WriteResult.Kind.DONE, moved.kind());
    }

    @Test
    void aConnectionThatIsLostWhileItsFunctionRunsChangesNothingTwice() {
        insert(Optional.empty());
        int[] runs = {0};
        WriteResult result = store.update(
                ORDER.id(),
                order -> {
                    if (runs[0]++ == 0) {
                        wire.cut();
                        wire.mend();
                    }
                    return Outcome.done(order.withNote(order.updatedAt(), "system", "once"));
                },
                Optional.empty());
        assertEquals(WriteResult.Kind.DONE, result.kind());
        assertEquals(2, runs[0]);
        assertEquals(1, besides.get(ORDER.id()).orElseThrow().notes().all().size());
    }

    @Test
    void whileTheDatabaseIsGoneChangesAreRejectedAndMayBeTriedAgain() {
        insert(Optional.empty());
        wire.cut();
        StorageException failure = assertThrows(
                StorageException.class, () -> store.insert(anOrder(2).pending(), InsertGuard.NONE, REQUEST));
        assertEquals(StorageException.Outcome.REJECTED, failure.outcome());
        assertTrue(failure.isRetryable());
        assertThrows(StorageException.class, () -> store.get(ORDER.id()));
        wire.mend();
        assertEquals(Optional.empty(), store.get(orderId(2)));
        assertEquals(
                WriteResult.Kind.DONE,
                store.insert(anOrder(2).pending(), InsertGuard.NONE, REQUEST).kind());
    }
}
