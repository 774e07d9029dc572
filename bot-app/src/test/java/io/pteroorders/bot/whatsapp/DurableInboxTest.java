package io.pteroorders.bot.whatsapp;

import static io.pteroorders.bot.whatsapp.Payloads.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.RecordLog;
import io.pteroorders.storage.json.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableInboxTest {

    private static final Sender BUDI = new Sender(Optional.of(Payloads.BUDI_PHONE), Optional.of(Payloads.BUDI_ID));
    private static final Sender SITI = new Sender(Optional.of(Payloads.SITI_PHONE), Optional.of(Payloads.SITI_ID));

    @TempDir
    Path data;

    private final ManualClock clock = ManualClock.at(NOON);

    private static ReceivedMessage message(Sender sender, String id, Instant sentAt) {
        return new ReceivedMessage(
                id,
                sender,
                "Budi\n\u202E\"",
                Optional.of(sentAt),
                Optional.of("!order gold"),
                Optional.of(new Media("123", "digest=")),
                Optional.empty(),
                true);
    }

    private static ReceivedMessage message(String id) {
        return message(BUDI, id, NOON);
    }

    private DurableInbox open() {
        return DurableInbox.open(data, clock);
    }

    private static void store(DurableInbox inbox, ReceivedMessage... messages) {
        inbox.store(List.of(messages)).toCompletableFuture().join();
    }

    private static List<String> ready(DurableInbox inbox) throws InterruptedException {
        inbox.end();
        List<String> ids = new ArrayList<>();
        for (Optional<ReceivedMessage> next = inbox.take(); next.isPresent(); next = inbox.take()) {
            ids.add(next.get().id());
        }
        return ids;
    }

    /** What a killed process leaves: the files as they are at this moment. */
    private DurableInbox openedAfterAKill() throws Exception {
        Path left = Files.createDirectories(data.resolve("left").resolve(DurableInbox.DIRECTORY));
        try (Stream<Path> files = Files.list(data.resolve(DurableInbox.DIRECTORY))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        }
        return DurableInbox.open(data.resolve("left"), clock);
    }

    @Test
    void messagesAreHandedOutInTheOrderInWhichTheyCame() throws Exception {
        try (DurableInbox inbox = open()) {
            store(inbox, message("a"), message("b"));
            store(inbox, message("c"));
            assertEquals(List.of("a", "b", "c"), ready(inbox));
            assertEquals(3, inbox.waiting());
        }
    }

    @Test
    void whatIsNotDoneIsHandedOutAgainAfterAKill() throws Exception {
        try (DurableInbox killed = open()) {
            store(killed, message("a"), message("b"), message("c"));
            ready(killed);
            killed.done(message("b"));
            store(killed, message("d"));
            try (DurableInbox inbox = openedAfterAKill()) {
                assertEquals(List.of("a", "c", "d"), ready(inbox));
            }
        }
    }

    @Test
    void aMessageIsKeptWhole() throws Exception {
        ReceivedMessage inAGroup = new ReceivedMessage(
                "g",
                new Sender(Optional.empty(), Optional.of(Payloads.BUDI_ID)),
                "",
                Optional.of(NOON.minusSeconds(5)),
                Optional.empty(),
                Optional.empty(),
                Optional.of("HBgL"),
                false);
        try (DurableInbox inbox = open()) {
            store(inbox, message("a"), inAGroup);
        }
        try (DurableInbox inbox = open()) {
            assertEquals(Optional.of(message("a")), inbox.take());
            assertEquals(Optional.of(inAGroup), inbox.take());
        }
    }

    @Test
    void theSameMessageIsStoredOnceAlsoAfterItIsDoneAndAfterARestart() throws Exception {
        try (DurableInbox inbox = open()) {
            store(inbox, message("a"), message("a"));
            store(inbox, message("a"));
            inbox.done(message("a"));
            store(inbox, message("a"));
            assertEquals(List.of("a"), ready(inbox));
        }
        clock.advance(Duration.ofDays(7));
        try (DurableInbox inbox = open()) {
            store(inbox, message("a"));
            assertEquals(List.of(), ready(inbox));
        }
    }

    @Test
    void anotherPersonsMessageWithTheSameIdIsAnotherMessage() throws Exception {
        try (DurableInbox inbox = open()) {
            store(inbox, message("a"), message(SITI, "a", NOON));
            assertEquals(List.of("a", "a"), ready(inbox));
        }
    }

    @Test
    void aMessageOlderThanEightDaysIsKeptAndNeverHandedOut() throws Exception {
        ReceivedMessage old =
                message(BUDI, "old", NOON.minus(DurableInbox.OLDEST).minusSeconds(1));
        ReceivedMessage late =
                message(BUDI, "late", NOON.minus(DurableInbox.OLDEST).plusSeconds(1));
        try (DurableInbox inbox = open()) {
            store(inbox, old, late);
            store(inbox, old);
            assertEquals(List.of("late"), ready(inbox));
            assertEquals(1, inbox.parked());
        }
        try (DurableInbox inbox = open()) {
            store(inbox, old);
            assertEquals(List.of("late"), ready(inbox));
            assertEquals(1, inbox.parked());
        }
    }

    @Test
    void aTimeThatIsUnknownOrInTheFutureIsNow() throws Exception {
        try (DurableInbox inbox = open()) {
            store(inbox, message(BUDI, "future", NOON.plusSeconds(9)));
            assertEquals(NOON, inbox.take().orElseThrow().sentAt().orElseThrow());
        }
    }

    @Test
    void whoWroteLastWhenIsKnownAfterARestart() throws Exception {
        try (DurableInbox inbox = open()) {
            store(inbox, message(BUDI, "b", NOON.minusSeconds(60)), message(BUDI, "a", NOON.minusSeconds(90)));
            inbox.done(message(BUDI, "a", NOON));
        }
        try (DurableInbox inbox = open()) {
            assertEquals(Map.of(BUDI, NOON.minusSeconds(60)), inbox.heard());
        }
    }

    @Test
    void beyondItsBoundNothingMoreIsTakenButWhatIsThereIsConfirmed() {
        try (DurableInbox inbox = open()) {
            ReceivedMessage[] many = IntStream.range(0, DurableInbox.MOST_WAITING)
                    .mapToObj(i -> message("m" + i))
                    .toArray(ReceivedMessage[]::new);
            store(inbox, many);
            assertThrows(InboxFullException.class, () -> inbox.store(List.of(message("more"))));
            store(inbox, message("m7"));
            inbox.done(message("m7"));
            store(inbox, message("more"));
            assertEquals(DurableInbox.MOST_WAITING, inbox.waiting());
        }
    }

    @Test
    void anInboxThatIsUsedForEverStaysSmall() throws Exception {
        long longest = 0;
        try (DurableInbox inbox = open()) {
            store(inbox, message("waiting"));
            for (int round = 0; round < 12; round++) {
                int number = round;
                ReceivedMessage[] many = IntStream.range(0, 5000)
                        .mapToObj(i -> message(BUDI, number + "-" + i, clock.instant()))
                        .toArray(ReceivedMessage[]::new);
                store(inbox, many);
                Stream.of(many).forEach(inbox::done);
                clock.advance(Duration.ofDays(4));
                longest = Math.max(longest, size());
            }
            assertTrue(size() < longest, size() + " of " + longest);
        }
        clock.set(NOON);
        try (DurableInbox inbox = open()) {
            assertEquals(List.of("waiting"), ready(inbox));
        }
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(DurableInbox.DIRECTORY))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void whatCannotBeStoredIsNotConfirmedAndDoesNotWait() {
        DurableInbox inbox = open();
        inbox.close();
        for (int i = 0; i < 2; i++) {
            CompletionException failure = assertThrows(CompletionException.class, () -> store(inbox, message("a")));
            assertTrue(failure.getCause() instanceof StorageException, failure::toString);
        }
        assertEquals(0, inbox.waiting());
        assertEquals(Optional.empty(), inbox.oldestWaiting());
    }

    /** A log on a disk that is full for a while. */
    private static final class FullAtTimes implements Records {

        private final Records log;
        private boolean full;

        FullAtTimes(Records log) {
            this.log = log;
        }

        @Override
        public CompletionStage<Long> submit(byte[] json) {
            return full
                    ? CompletableFuture.failedFuture(StorageException.rejected("no space left", null))
                    : log.submit(json);
        }

        @Override
        public CompletionStage<?> submitAll(List<byte[]> values) {
            return log.submitAll(values);
        }

        @Override
        public void append(byte[] json) {
            log.append(json);
        }

        @Override
        public void compact(Iterable<byte[]> values) throws IOException {
            log.compact(values);
        }

        @Override
        public Optional<String> failure() {
            return log.failure();
        }

        @Override
        public void close() {
            log.close();
        }
    }

    @Test
    void whatMetAFullDiskIsTakenOnceThereIsSpaceAgainAndHoldsUpNoneOfItsBatch() throws Exception {
        AtomicReference<FullAtTimes> disk = new AtomicReference<>();
        Function<Consumer<byte[]>, Records> log = reader -> {
            disk.set(new FullAtTimes(RecordLog.open(data.resolve(DurableInbox.DIRECTORY), clock, reader)));
            return disk.get();
        };
        try (DurableInbox inbox = new DurableInbox(log, clock)) {
            store(inbox, message("before"));
            disk.get().full = true;
            assertThrows(CompletionException.class, () -> store(inbox, message("a"), message("b")));
            assertThrows(CompletionException.class, () -> store(inbox, message("a")));
            assertEquals(1, inbox.waiting());
            disk.get().full = false;
            store(inbox, message("a"), message("b"), message("c"));
            assertEquals(List.of("before", "a", "b", "c"), ready(inbox));
        }
        try (DurableInbox inbox = open()) {
            assertEquals(List.of("before", "a", "b", "c"), ready(inbox));
        }
    }
}
