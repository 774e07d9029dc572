package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import com.google.common.collect.Streams;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The inbox of earlier versions, which was a list of records: what it still holds is moved into the queue, once. */
final class EarlierInbox {

    private static final String LIST = "inbox";

    private final Instant windowsOpen;
    private final Map<Long, InboxRecord> waiting = new LinkedHashMap<>();
    private final Set<Long> done = new HashSet<>();
    private final Map<Sender, Instant> heard = new LinkedHashMap<>();

    private EarlierInbox(Instant windowsOpen) {
        this.windowsOpen = windowsOpen;
    }

    /**
     * Moves it. Done again after a crash, nothing is moved twice.
     *
     * @throws io.pteroorders.core.storage.StorageException if it cannot be read or written
     */
    static void move(Lease lease, MessageQueue queue, Clock clock) {
        EarlierInbox inbox = new EarlierInbox(clock.instant().minus(Windows.OPEN));
        Records records = lease.records(LIST, json -> inbox.read(InboxRecord.read(json)));
        if (!inbox.waiting.isEmpty() || !inbox.heard.isEmpty()) {
            inbox.moveTo(queue);
            records.replace(ImmutableList.of());
        }
    }

    private void moveTo(MessageQueue queue) {
        CompletableFuture<?>[] moved = Streams.concat(
                        heard.entrySet().stream().map(last -> moveHeard(last.getKey(), last.getValue(), queue)),
                        waiting.values().stream().map(record -> moveMessage(record, queue)))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(moved).join();
    }

    private static CompletionStage<Void> moveHeard(Sender sender, Instant at, MessageQueue queue) {
        String key = RequestId.of("heard", sender.key()).hex();
        return queue.add(key, value(sender, InboxRecord.heard(sender, at)));
    }

    private static CompletionStage<Void> moveMessage(InboxRecord record, MessageQueue queue) {
        ReceivedMessage message = record.received().orElseThrow();
        return queue.add(InboundQueue.key(message), value(message.sender(), record));
    }

    private static JsonValue value(Sender sender, InboxRecord record) {
        return new JsonValue(Part.of(PersonId.whatsApp(sender.key())), record.toJson());
    }

    private static long key(ReceivedMessage message) {
        return Long.parseUnsignedLong(InboundQueue.key(message).substring(0, 16), 16);
    }

    /** A message that came too late says nothing any more. */
    private void read(InboxRecord record) {
        record.received().ifPresent(message -> waits(message, record));
        record.writer().ifPresent(writer -> hear(writer.sender(), writer.at()));
        record.done().ifPresent(key -> {
            done.add(key);
            waiting.remove(key);
        });
    }

    private void waits(ReceivedMessage message, InboxRecord record) {
        if (!done.contains(key(message))) {
            waiting.put(key(message), record);
        }
        if (message.group().isEmpty()) {
            message.sentAt().ifPresent(sent -> hear(message.sender(), sent));
        }
    }

    /** Whose window has closed need not be known. */
    private void hear(Sender sender, Instant at) {
        if (at.isAfter(windowsOpen)) {
            heard.merge(sender, at, Ordering.natural()::max);
        }
    }
}
