package io.pteroorders.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A lease that is lost, and records while the database is away. */
@Tag("long")
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
class SqlLeaseTest {

    private static final String LIST = "people";

    private final Server server;
    private SqlStorageOptions options;
    private ShopStorage shop;

    SqlLeaseTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void open() {
        options = server.newShop();
        shop = SqlShopStorage.open(options);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static JsonValue value(String text) {
        return new JsonValue(new Part(5), "{\"text\":\"" + text + "\"}");
    }

    private static ImmutableList<JsonValue> values(String... texts) {
        return Stream.of(texts).map(SqlLeaseTest::value).collect(ImmutableList.toImmutableList());
    }

    private static Lease lease(ShopStorage shop) {
        return shop.lease("test").orElseThrow();
    }

    private static Records records(Lease lease) {
        return lease.records(LIST, value -> {});
    }

    private static ImmutableList<String> json(String... texts) {
        return values(texts).stream().map(JsonValue::json).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> found(Lease lease) {
        List<String> found = new ArrayList<>();
        Records unused = lease.records(LIST, found::add);
        return ImmutableList.copyOf(found);
    }

    /** What the next holder finds, once this one gave way. */
    private ImmutableList<String> foundAfter(Lease lease) {
        lease.close();
        return found(lease(shop));
    }

    private void letTheTermPass() {
        server.executeIn(options, "UPDATE owner SET held_until = 1");
    }

    @Test
    void manyValuesThatWereSubmittedAreWrittenAtClosing() {
        Lease lease = lease(shop);
        Records records = records(lease);
        for (int i = 0; i < 1200; i++) {
            records.submit(values("record " + i));
        }
        ImmutableList<String> found = foundAfter(lease);
        assertEquals(1200, found.size());
        assertEquals(value("record 1199").json(), found.get(1199));
    }

    @Test
    void aProcessThatDiedLosesItAfterATerm() {
        Lease dead = lease(shop);
        Records records = records(dead);
        records.append(value("before"));
        letTheTermPass();
        try (ShopStorage other = SqlShopStorage.open(options)) {
            Lease next = lease(other);
            StorageException refused = assertThrows(StorageException.class, () -> records.append(value("after")));
            assertEquals(StorageException.Outcome.REJECTED, refused.outcome());
            assertEquals(Optional.of("another process took over"), dead.failure());
            assertEquals(dead.failure(), shop.health().failure());
            assertEquals(ImmutableSet.of(), dead.parts());
            assertEquals(json("before"), found(next));
        }
    }

    @Test
    void aSubmittedValueOfAProcessThatLostItIsRefused() {
        Records records = records(lease(shop));
        letTheTermPass();
        try (ShopStorage other = SqlShopStorage.open(options)) {
            Lease next = lease(other);
            CompletionStage<Void> submitted = records.submit(values("late"));
            assertThrows(
                    CompletionException.class,
                    () -> submitted.toCompletableFuture().join());
            assertTrue(shop.health().failure().isPresent());
            assertEquals(ImmutableList.of(), found(next));
        }
    }

    @Test
    void theHolderOfAnExpiredTermGoesOnIfNobodyTookIt() {
        Lease lease = lease(shop);
        letTheTermPass();
        records(lease).append(value("still here"));
        assertEquals(Optional.empty(), lease.failure());
    }

    @Test
    void whatIsAddedWhileOthersAreReplacedComesAfterThem() throws Exception {
        Lease lease = lease(shop);
        Records records = records(lease);
        records.append(value("old"));
        Thread adding = new Thread(() -> {
            records.submit(values("new"));
            records.submit(values("newer"));
        });
        records.replace(Iterables.transform(List.of("one", "two", "three"), text -> {
            letRun(adding);
            return value(text);
        }));
        adding.join();
        assertEquals(json("one", "two", "three", "new", "newer"), foundAfter(lease));
    }

    /** As far as it comes. */
    private static void letRun(Thread thread) {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        while (thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    @Test
    void submittedValuesWaitWhileTheDatabaseIsGone() throws IOException {
        try (Wire wire = Wire.to(server.port());
                ShopStorage far = SqlShopStorage.open(server.through(wire.port(), options))) {
            Lease lease = lease(far);
            Records records = records(lease);
            wire.cut();
            CompletionStage<Void> first = records.submit(values("first"));
            CompletionStage<Void> second = records.submit(values("second"));
            wire.mend();
            first.toCompletableFuture().join();
            second.toCompletableFuture().join();
            assertEquals(Optional.empty(), lease.failure());
            assertEquals(json("first", "second"), foundAfter(lease));
        }
    }

    @Test
    void aLostAnswerDoublesNoValue() throws IOException {
        try (Wire wire = Wire.to(server.port());
                ShopStorage far = SqlShopStorage.open(server.through(wire.port(), options))) {
            Lease lease = lease(far);
            Records records = records(lease);
            wire.cutAtCommit(Wire.Cut.AFTER_COMMIT);
            records.append(value("once"));
            wire.cutAtCommit(Wire.Cut.BEFORE_COMMIT);
            records.append(value("twice"));
            assertEquals(Wire.Cut.NONE, wire.waiting());
            assertEquals(json("once", "twice"), foundAfter(lease));
        }
    }
}
