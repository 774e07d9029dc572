package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Ordering;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.DataRefusedException;
import io.pteroorders.storage.json.RecordLog;
import io.pteroorders.storage.json.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that came in and are not dealt with yet, in a directory of its own. What was stored is handed out, after a
 * restart again, until it is done; a message that came before is not stored again. Thread-safe.
 *
 * <p>Durability: a message is on the disk when {@link #store} completes. That one is done is written without waiting, so
 * after a crash it may be handed out once more.
 */
final class DurableInbox implements Postbox {

    /** The directory's name in the data directory. */
    static final String DIRECTORY = "inbox";

    /** So many messages may wait. */
    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_PARKED = 1000;
    private static final int STALE_RECORDS_KEPT = 20_000;

    /** A message that is there. */
    private record Entry(ReceivedMessage message, Instant receivedAt) {}

    private final Clock clock;
    private final Map<Long, Entry> waiting = new LinkedHashMap<>();
    private final Map<Long, Instant> done = new LinkedHashMap<>();
    private final List<ReceivedMessage> parked = new ArrayList<>();
    private final Map<Sender, Instant> heard = new LinkedHashMap<>();
    /** Its callbacks come from the log's own thread, which must never wait for this object. */
    private final Map<Long, CompletionStage<Void>> beingStored = new ConcurrentHashMap<>();

    /** What could not be stored, and is as if it had never come. */
    private final Queue<Long> notStored = new ConcurrentLinkedQueue<>();

    private final BlockingQueue<Optional<ReceivedMessage>> ready = new LinkedBlockingQueue<>();
    private final Records log;
    private int records;

    DurableInbox(Function<Consumer<byte[]>, Records> opening, Clock clock) {
        this.clock = clock;
        this.log = opening.apply(json -> {
            records++;
            InboxRecord.read(json, new Replay());
        });
        waiting.values().forEach(entry -> ready.add(Optional.of(entry.message())));
    }

    /**
     * Opens the inbox.
     *
     * @param data the data directory; the directory in it is made if it is not there
     * @throws DataRefusedException if the directory cannot be used, belongs to another process or is damaged
     */
    static DurableInbox open(Path data, Clock clock) {
        return new DurableInbox(reader -> RecordLog.open(data.resolve(DIRECTORY), clock, reader), clock);
    }

    private final class Replay implements InboxRecord.Reader {

        @Override
        public void waiting(ReceivedMessage message, Instant receivedAt) {
            if (!done.containsKey(key(message))) {
                waiting.putIfAbsent(key(message), new Entry(message, receivedAt));
            }
            hear(message);
        }

        @Override
        public void parked(ReceivedMessage message) {
            park(message);
        }

        @Override
        public void done(long key, Instant receivedAt) {
            waiting.remove(key);
            remember(key, receivedAt);
        }

        @Override
        public void heard(Sender sender, Instant at) {
            heard.put(sender, at);
        }
    }

    /** The same message has the same key, and nobody can choose that of another person's message. */
    private static long key(ReceivedMessage message) {
        return Long.parseUnsignedLong(
                RequestId.of(message.sender().key(), message.id()).hex().substring(0, 16), 16);
    }

    private void remember(long key, Instant at) {
        done.put(key, at);
        Iterator<Instant> oldest = done.values().iterator();
        while (done.size() > MOST_REMEMBERED
                || (oldest.hasNext() && oldest.next().isBefore(clock.instant().minus(OLDEST)))) {
            done.remove(done.keySet().iterator().next());
            oldest = done.values().iterator();
        }
    }

    /** In a group nobody opens a private conversation. */
    private void hear(ReceivedMessage message) {
        if (message.group().isEmpty()) {
            message.sentAt().ifPresent(at -> heard.merge(message.sender(), at, Ordering.natural()::max));
        }
    }

    private void park(ReceivedMessage message) {
        parked.add(message);
        if (parked.size() > MOST_PARKED) {
            parked.remove(0);
        }
    }

    /**
     * Stores messages; those that came before are left out, and those that are too old are kept but never handed out.
     *
     * @return completes when all are on the disk; exceptionally with a {@link StorageException} if they cannot be
     * @throws InboxFullException if too many wait already
     */
    synchronized CompletionStage<Void> store(List<ReceivedMessage> messages) {
        forgetWhatWasNotStored();
        boolean nothingNew = messages.stream().allMatch(message -> isKnown(key(message)));
        if (!nothingNew && waiting.size() >= MOST_WAITING) {
            throw new InboxFullException();
        }
        CompletableFuture<?>[] stored = messages.stream()
                .map(this::store)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        compactIfDue();
        return CompletableFuture.allOf(stored);
    }

    private boolean isKnown(long key) {
        return waiting.containsKey(key) || done.containsKey(key);
    }

    private CompletionStage<Void> store(ReceivedMessage message) {
        long key = key(message);
        if (isKnown(key)) {
            return beingStored.getOrDefault(key, CompletableFuture.completedFuture(null));
        }
        Instant now = clock.instant();
        ReceivedMessage timed = message.sentBy(
                message.sentAt().filter(sent -> sent.isBefore(now)).orElse(now));
        boolean tooOld =
                timed.sentAt().filter(sent -> sent.isBefore(now.minus(OLDEST))).isPresent();
        return tooOld ? storeParked(key, timed, now) : storeWaiting(key, timed, now);
    }

    private CompletionStage<Void> storeParked(long key, ReceivedMessage message, Instant now) {
        LOG.warn("a message is older than {} days; it is kept in {} and not answered", OLDEST.toDays(), DIRECTORY);
        park(message);
        remember(key, now);
        CompletionStage<Void> kept = submit(InboxRecord.parked(message, now));
        CompletionStage<Void> marked = submit(InboxRecord.done(key, now));
        return kept.thenCompose(written -> marked);
    }

    private CompletionStage<Void> storeWaiting(long key, ReceivedMessage message, Instant now) {
        waiting.put(key, new Entry(message, now));
        hear(message);
        CompletionStage<Void> stored = submit(InboxRecord.waiting(message, now));
        beingStored.put(key, stored);
        stored.whenComplete((written, failure) -> {
            if (failure == null) {
                ready.add(Optional.of(message));
                beingStored.remove(key);
            } else {
                notStored.add(key);
            }
        });
        return stored;
    }

    private void forgetWhatWasNotStored() {
        for (Long key = notStored.poll(); key != null; key = notStored.poll()) {
            waiting.remove(key);
            beingStored.remove(key);
        }
    }

    private CompletionStage<Void> submit(byte[] json) {
        records++;
        return log.submit(json).thenAccept(sequence -> {});
    }

    @Override
    public synchronized ImmutableMap<Sender, Instant> heard() {
        return ImmutableMap.copyOf(heard);
    }

    @Override
    public Optional<ReceivedMessage> take() throws InterruptedException {
        return ready.take();
    }

    @Override
    public void end() {
        ready.add(Optional.empty());
    }

    @Override
    public synchronized void done(ReceivedMessage message) {
        long key = key(message);
        Entry entry = waiting.remove(key);
        if (entry == null) {
            return;
        }
        remember(key, entry.receivedAt());
        submit(InboxRecord.done(key, entry.receivedAt())).whenComplete((written, failure) -> {
            if (failure != null) {
                LOG.warn("a message will be dealt with again after a restart: {}", failure.toString());
            }
        });
        compactIfDue();
    }

    /** Nothing is lost if it fails; it is tried again after as many changes. */
    private void compactIfDue() {
        if (records < STALE_RECORDS_KEPT + 2 * (waiting.size() + done.size() + parked.size())) {
            return;
        }
        forgetWhatWasNotStored();
        List<byte[]> values = new ArrayList<>();
        parked.forEach(message -> values.add(InboxRecord.parked(message, clock.instant())));
        done.forEach((key, at) -> values.add(InboxRecord.done(key, at)));
        waiting.values().forEach(entry -> values.add(InboxRecord.waiting(entry.message(), entry.receivedAt())));
        heard.values().removeIf(at -> at.isBefore(clock.instant().minus(Windows.OPEN)));
        heard.forEach((sender, at) -> values.add(InboxRecord.heard(sender, at)));
        records = values.size();
        try {
            log.compact(values);
        } catch (IOException | StorageException e) {
            LOG.warn("done messages could not be dropped: {}", e.toString());
        }
    }

    @Override
    public synchronized int waiting() {
        forgetWhatWasNotStored();
        return waiting.size();
    }

    @Override
    public synchronized Optional<Instant> oldestWaiting() {
        forgetWhatWasNotStored();
        return waiting.values().stream().map(Entry::receivedAt).findFirst();
    }

    /** {@inheritDoc} Of very many, the last are counted. */
    @Override
    public synchronized int parked() {
        return parked.size();
    }

    @Override
    public ImmutableList<String> notices() {
        return log.notices();
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
