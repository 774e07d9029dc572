package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.RealDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever would wait for the thread that answers, on that thread, is refused instead of hanging the store. */
class WaitingForItselfTest {

    private static final Order FIRST = anOrder(1).pending();
    private static final Order SECOND = anOrder(2).pending();

    @TempDir
    Path parent;

    private GatedDisk disk;

    @BeforeEach
    void directory() throws IOException {
        disk = new GatedDisk(RealDisk.in(parent.resolve("data")));
    }

    private JsonOrderStorage open() throws IOException {
        return JsonOrderStorage.open(disk, JsonStorageOptions.defaults(ManualClock.at(NOON)), () -> {});
    }

    private RecordLog openRecords(Consumer<byte[]> reader) throws IOException {
        return RecordLog.open(disk, () -> {}, ManualClock.at(NOON), reader);
    }

    /** Forces nothing while its gate is shut, so that a callback can be there before the answer. */
    private static final class GatedDisk extends ForwardingDisk {

        private final ReentrantLock gate = new ReentrantLock();

        GatedDisk(Disk disk) {
            super(disk);
        }

        @Override
        OpenFile writing(String name, OpenFile opened) {
            return new ForwardingFile(opened) {
                @Override
                public void force() throws IOException {
                    gate.lock();
                    try {
                        super.force();
                    } finally {
                        gate.unlock();
                    }
                }
            };
        }
    }

    /** What comes of an answer that was still to come when its callback was given. */
    private <T> CompletableFuture<T> answered(Supplier<CompletionStage<T>> submission, UnaryOperator<T> callback) {
        disk.gate.lock();
        try {
            return submission.get().thenApply(callback).toCompletableFuture();
        } finally {
            disk.gate.unlock();
        }
    }

    /** What a caller may do to a store, by waiting for it. */
    private interface Wait {
        void on(JsonOrderStorage store) throws Exception;
    }

    private static Arguments wait(String name, Wait wait) {
        return Arguments.of(name, wait);
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                wait("insert", store -> DataDirectory.insert(store, SECOND)),
                wait("update", store -> store.update(FIRST.id(), Outcome::done, Optional.empty())),
                wait("remove", store -> store.remove(FIRST.id(), order -> Optional.empty(), Optional.empty())),
                wait("checkpoint", JsonOrderStorage::checkpoint),
                wait("close", JsonOrderStorage::close));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void aCallbackMustNotWaitForTheStore(String name, Wait wait) throws Exception {
        try (JsonOrderStorage store = open()) {
            CompletableFuture<WriteResult> answer =
                    answered(() -> inserted(store, FIRST), result -> waiting(result, () -> wait.on(store)));
            assertInstanceOf(IllegalStateException.class, failureOf(answer));
            assertGoesOn(store);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void aFunctionThatDecidesAChangeMustNotWaitForTheStore(String name, Wait wait) throws Exception {
        try (JsonOrderStorage store = open()) {
            DataDirectory.insert(store, FIRST);
            assertThrows(
                    IllegalStateException.class,
                    () -> store.update(
                            FIRST.id(), order -> waiting(Outcome.done(order), () -> wait.on(store)), Optional.empty()));
            assertEquals(Optional.of(FIRST), store.get(FIRST.id()));
            assertGoesOn(store);
        }
    }

    @Test
    void aCallbackMaySubmitAndRead() throws Exception {
        try (JsonOrderStorage store = open()) {
            List<CompletionStage<WriteResult>> second = new ArrayList<>();
            answered(() -> inserted(store, FIRST), first -> {
                        assertEquals(Optional.of(FIRST), store.get(FIRST.id()));
                        second.add(inserted(store, SECOND));
                        return first;
                    })
                    .join();
            assertEquals(
                    WriteResult.Kind.DONE,
                    second.get(0).toCompletableFuture().join().kind());
        }
    }

    @ParameterizedTest
    @MethodSource("waitsForRecords")
    void aCallbackMustNotWaitForRecords(Consumer<RecordLog> wait) throws Exception {
        List<String> read = new ArrayList<>();
        byte[] value = "1".getBytes(StandardCharsets.UTF_8);
        try (RecordLog log = openRecords(json -> {})) {
            CompletableFuture<Long> answer =
                    answered(() -> log.submit(value), number -> waiting(number, () -> wait.accept(log)));
            assertInstanceOf(IllegalStateException.class, failureOf(answer));
            log.append(value);
        }
        openRecords(json -> read.add(new String(json, StandardCharsets.UTF_8))).close();
        assertEquals(List.of("1", "1"), read);
    }

    static Stream<Consumer<RecordLog>> waitsForRecords() {
        return Stream.of(log -> log.append("2".getBytes(StandardCharsets.UTF_8)), RecordLog::close);
    }

    private static CompletionStage<WriteResult> inserted(JsonOrderStorage store, Order order) {
        return store.submitInsert(order, InsertGuard.NONE, Optional.empty());
    }

    private static <T> T waiting(T result, Action action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return result;
    }

    private interface Action {
        void run() throws Exception;
    }

    private static @Nullable Throwable failureOf(CompletableFuture<?> answer) {
        CompletionException failure = assertThrows(CompletionException.class, answer::join);
        return failure.getCause();
    }

    private static void assertGoesOn(JsonOrderStorage store) {
        OrderId third = anOrder(3).pending().id();
        DataDirectory.insert(store, anOrder(3).pending());
        assertEquals(Optional.of(third), store.get(third).map(Order::id));
        assertEquals(Optional.empty(), store.failure());
    }
}
