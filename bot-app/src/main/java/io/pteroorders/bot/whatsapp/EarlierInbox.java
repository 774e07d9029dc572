package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.RequestId;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The inbox of earlier versions, which was a list of records: what it still holds is moved into the queue, once. */
final class EarlierInbox {

    private static final String LIST = "inbox";

    private final Map<Long, ReceivedMessage> waiting = new LinkedHashMap<>();
    private final Set<Long> done = new HashSet<>();
    private final Map<Sender, Instant> heard = new LinkedHashMap<>();
    private final Map<ReceivedMessage, Instant> receivedAt = new LinkedHashMap<>();

    private EarlierInbox() {}

    /**
     * Moves it. Done again after a crash, nothing is moved twice.
     *
     * @throws io.pteroorders.core.storage.StorageException if it cannot be read or written
     */
    static void move(Lease lease, MessageQueue queue) {
        EarlierInbox inbox = new EarlierInbox();
        Records records = lease.records(LIST, json -> inbox.read(InboxRecord.read(json)));
        if (!inbox.waiting.isEmpty() || !inbox.heard.isEmpty()) {
            inbox.moveTo(queue);
            records.replace(ImmutableList.of());
        }
    }

    private void moveTo(MessageQueue queue) {
        CompletableFuture<?>[] told = heard.entrySet().stream()
                .map(entry -> queue.add(
                                RequestId.of("heard", entry.getKey().key()).hex(),
                                value(entry.getKey(), InboxRecord.heard(entry.getKey(), entry.getValue())))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture<?>[] moved = waiting.values().stream()
                .map(message -> queue.add(
                                InboundQueue.key(message),
                                value(
                                        message.sender(),
                                        InboxRecord.waiting(message, receivedAt.getOrDefault(message, Instant.EPOCH))))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(told).join();
        CompletableFuture.allOf(moved).join();
    }

    private static JsonValue value(Sender sender, InboxRecord record) {
        return new JsonValue(Part.of(PersonId.of(sender.key())), record.toJson());
    }

    private static long key(ReceivedMessage message) {
        return Long.parseUnsignedLong(InboundQueue.key(message).substring(0, 16), 16);
    }

    /** A message that came too late says nothing any more. */
    private void read(InboxRecord record) {
        record.received().ifPresent(message -> waiting(message, record.time()));
        record.writer().ifPresent(writer -> heard(writer.sender(), writer.at()));
        record.done().ifPresent(key -> {
            done.add(key);
            waiting.remove(key);
        });
    }

    private void waiting(ReceivedMessage message, Instant at) {
        if (done.contains(key(message))) {
            return;
        }
        waiting.put(key(message), message);
        receivedAt.put(message, at);
        if (message.group().isEmpty()) {
            message.sentAt().ifPresent(sent -> heard(message.sender(), sent));
        }
    }

    private void heard(Sender sender, Instant at) {
        heard.merge(sender, at, Ordering.natural()::max);
    }
}
