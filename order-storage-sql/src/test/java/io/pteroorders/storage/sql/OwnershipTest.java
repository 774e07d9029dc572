package io.pteroorders.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Records beside the orders, and whose they are. */
@Tag("long")
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
class OwnershipTest {

    private final Server server;

    private static final String LOG = "people";

    private SqlStorageOptions options;
    private SqlOrderStorage store;

    OwnershipTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void open() {
        options = server.newShop();
        store = SqlOrderStorage.open(options);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static byte[] json(String text) {
        return ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static Ownership own(SqlOrderStorage store) {
        return store.own("test").orElseThrow();
    }

    private static List<String> found(Ownership owner) {
        List<String> found = new ArrayList<>();
        owner.records(LOG, json -> found.add(new String(json, StandardCharsets.UTF_8)));
        return found;
    }

    private void letTheTermPass() {
        server.executeIn(options, "UPDATE owner SET held_until = 1");
    }

    @Test
    void whatWasAddedIsThereForTheNextOwner() {
        try (Ownership owner = own(store)) {
            SqlRecordLog log = owner.records(LOG, json -> {});
            log.append(json("first 💎"));
            log.submit(json("second")).toCompletableFuture().join();
        }
        try (Ownership next = own(store)) {
            assertEquals(List.of("{\"text\":\"first 💎\"}", "{\"text\":\"second\"}"), found(next));
        }
    }

    @Test
    void whatWasSubmittedIsWrittenAtClosing() {
        try (Ownership owner = own(store)) {
            SqlRecordLog log = owner.records(LOG, json -> {});
            for (int i = 0; i < 1200; i++) {
                log.submit(json("record " + i));
            }
            log.close();
        }
        try (Ownership next = own(store)) {
            List<String> found = found(next);
            assertEquals(1200, found.size());
            assertEquals("{\"text\":\"record 1199\"}", found.get(1199));
        }
    }

    @Test
    void oneProcessHasThemAtATime() {
        try (SqlOrderStorage other = SqlOrderStorage.open(options)) {
            Ownership owner = own(store);
            assertTrue(other.own("other").isEmpty());
            owner.close();
            own(other).close();
        }
    }

    @Test
    void aProcessThatDiedLosesThemAfterAWhile() {
        Ownership dead = own(store);
        SqlRecordLog log = dead.records(LOG, json -> {});
        log.append(json("before"));
        letTheTermPass();
        try (SqlOrderStorage other = SqlOrderStorage.open(options);
                Ownership next = own(other)) {
            assertEquals(List.of("{\"text\":\"before\"}"), found(next));
            StorageException refused = assertThrows(StorageException.class, () -> log.append(json("after")));
            assertEquals(StorageException.Outcome.REJECTED, refused.outcome());
            assertTrue(dead.failure().isPresent());
            assertEquals(List.of("{\"text\":\"before\"}"), found(next));
        }
    }

    @Test
    void aSubmittedRecordOfAProcessThatLostThemIsRefused() {
        Ownership old = own(store);
        SqlRecordLog log = old.records(LOG, json -> {});
        letTheTermPass();
        try (Ownership next = own(store)) {
            CompletionStage<Long> submitted = log.submit(json("late"));
            assertThrows(
                    CompletionException.class,
                    () -> submitted.toCompletableFuture().join());
            assertTrue(log.failure().isPresent());
            assertEquals(List.of(), found(next));
        }
    }

    @Test
    void theOwnerOfAnExpiredTermGoesOnIfNobodyTookThem() {
        try (Ownership owner = own(store)) {
            letTheTermPass();
            owner.records(LOG, json -> {}).append(json("still here"));
            assertTrue(owner.failure().isEmpty());
        }
    }

    @Test
    void compactingReplacesAllThatCameBefore() throws IOException {
        try (Ownership owner = own(store)) {
            SqlRecordLog log = owner.records(LOG, json -> {});
            for (int i = 0; i < 10; i++) {
                log.submit(json("old"));
            }
            log.compact(List.of(json("essence")));
            log.append(json("new"));
        }
        try (Ownership next = own(store)) {
            assertEquals(List.of("{\"text\":\"essence\"}", "{\"text\":\"new\"}"), found(next));
        }
    }

    @Test
    void whatIsAddedWhileOthersAreReplacedComesAfterThem() throws Exception {
        try (Ownership owner = own(store)) {
            SqlRecordLog log = owner.records(LOG, json -> {});
            log.append(json("old"));
            Thread adding = new Thread(() -> {
                log.submit(json("new"));
                log.submit(json("newer"));
            });
            log.compact(Iterables.transform(List.of("one", "two", "three"), text -> {
                letRun(adding);
                return json(text);
            }));
            adding.join();
            log.close();
        }
        try (Ownership next = own(store)) {
            assertEquals(
                    Stream.of("one", "two", "three", "new", "newer")
                            .map(text -> "{\"text\":\"" + text + "\"}")
                            .toList(),
                    found(next));
        }
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
    void submittedRecordsWaitWhileTheDatabaseIsGone() throws IOException {
        try (Wire wire = Wire.to(server.port());
                SqlOrderStorage far = SqlOrderStorage.open(server.through(wire.port(), options));
                Ownership owner = own(far)) {
            SqlRecordLog log = owner.records(LOG, json -> {});
            wire.cut();
            CompletionStage<Long> first = log.submit(json("first"));
            CompletionStage<Long> second = log.submit(json("second"));
            wire.mend();
            first.toCompletableFuture().join();
            second.toCompletableFuture().join();
            assertTrue(log.failure().isEmpty());
            assertEquals(List.of("{\"text\":\"first\"}", "{\"text\":\"second\"}"), found(owner));
        }
    }

    @Test
    void aLostAnswerDoublesNoRecord() throws IOException {
        try (Wire wire = Wire.to(server.port());
                SqlOrderStorage far = SqlOrderStorage.open(server.through(wire.port(), options));
                Ownership owner = own(far)) {
            SqlRecordLog log = owner.records(LOG, json -> {});
            wire.cutAtCommit(Wire.Cut.AFTER_COMMIT);
            log.append(json("once"));
            wire.cutAtCommit(Wire.Cut.BEFORE_COMMIT);
            log.append(json("twice"));
            assertEquals(Wire.Cut.NONE, wire.waiting());
            assertEquals(List.of("{\"text\":\"once\"}", "{\"text\":\"twice\"}"), found(owner));
        }
    }
}
