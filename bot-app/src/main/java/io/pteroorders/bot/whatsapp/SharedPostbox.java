package io.pteroorders.bot.whatsapp;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Ordering;
import com.google.common.collect.Streams;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.sql.InboxQueue;
import io.pteroorders.storage.sql.SqlInbox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The messages of a shop that several processes serve: any of them stores, the one whose turn it is takes them out. What a
 * webhook says of our messages goes the same way, because that one sent them. Thread-safe.
 */
final class SharedPostbox implements Postbox {

    private static final Logger LOG = LoggerFactory.getLogger(SharedPostbox.class);

    private final InboxQueue queue;
    private final Consumer<ReceivedStatus> statuses;
    private final Map<String, InboxQueue.Message> taken = new ConcurrentHashMap<>();
    private final AtomicInteger parked = new AtomicInteger();

    /**
     * What came in, for the process whose turn it is.
     *
     * @param statuses hears what became of our messages
     */
    SharedPostbox(InboxQueue queue, Consumer<ReceivedStatus> statuses) {
        this.queue = queue;
        this.statuses = statuses;
    }

    /** Stores what a webhook says, for whichever process has its turn. */
    static CompletionStage<Void> store(SqlInbox inbox, Received received, Clock clock) {
        Instant now = clock.instant();
        Stream<CompletionStage<Void>> messages = received.messages().stream()
                .map(message -> inbox.add(key(message), text(InboxRecord.waiting(timed(message, now), now))));
        Stream<CompletionStage<Void>> told = received.statuses().stream().flatMap(status -> status.ourId().stream()
                .map(id -> inbox.add(
                        RequestId.of(
                                        "status",
                                        id,
                                        Ascii.toLowerCase(status.state().name()))
                                .hex(),
                        text(StatusJson.encode(status)))));
        return CompletableFuture.allOf(Streams.concat(messages, told)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }

    private static ReceivedMessage timed(ReceivedMessage message, Instant now) {
        return message.sentBy(
                message.sentAt().filter(sent -> sent.isBefore(now)).orElse(now));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<ReceivedMessage> take() throws InterruptedException {
        for (Optional<InboxQueue.Message> next = queue.take(); next.isPresent(); next = queue.take()) {
            Optional<ReceivedMessage> message = open(next.get());
            if (message.isPresent()) {
                return message;
            }
        }
        return Optional.empty();
    }

    /** The message that it is; empty for what is dealt with at once. */
    private Optional<ReceivedMessage> open(InboxQueue.Message letter) {
        JsonNode json = read(letter);
        Optional<ReceivedStatus> status = StatusJson.decode(json);
        Optional<ReceivedMessage> message = InboxRecord.waiting(json);
        if (message.isPresent() && !isTooOld(message.get(), letter.receivedAt())) {
            taken.put(key(message.get()), letter);
            return message;
        }
        status.ifPresent(statuses);
        if (message.isPresent()) {
            LOG.warn("a message is older than {} days; it is not answered", OLDEST.toDays());
            parked.incrementAndGet();
        } else if (status.isEmpty()) {
            LOG.warn("a message in the database came by another transport and is not answered");
        }
        queue.done(letter, message.isPresent() ? letter.json() : "");
        return Optional.empty();
    }

    private static JsonNode read(InboxQueue.Message letter) {
        try {
            return JsonMapper.shared().readTree(letter.json());
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static boolean isTooOld(ReceivedMessage message, Instant receivedAt) {
        return message.sentAt()
                .filter(sent -> sent.isBefore(receivedAt.minus(OLDEST)))
                .isPresent();
    }

    private static String key(ReceivedMessage message) {
        return RequestId.of(message.sender().key(), message.id()).hex();
    }

    @Override
    public void end() {
        queue.end();
    }

    /** {@inheritDoc} In a group nobody opens a private conversation; of other messages it is kept when they were sent. */
    @Override
    public void done(ReceivedMessage message) {
        InboxQueue.Message letter = taken.remove(key(message));
        if (letter != null) {
            String rest = message.group().isPresent()
                    ? ""
                    : text(InboxRecord.heard(message.sender(), message.sentAt().orElse(letter.receivedAt())));
            queue.done(letter, rest);
        }
    }

    @Override
    public ImmutableMap<Sender, Instant> heard() {
        Map<Sender, Instant> heard = new HashMap<>();
        queue.rests(Windows.OPEN)
                .forEach(rest -> InboxRecord.heard(JsonMapper.shared().readTree(rest))
                        .ifPresent(last -> heard.merge(last.sender(), last.at(), Ordering.natural()::max)));
        return ImmutableMap.copyOf(heard);
    }

    @Override
    public int waiting() {
        return taken.size();
    }

    @Override
    public Optional<Instant> oldestWaiting() {
        try {
            return queue.oldest();
        } catch (StorageException e) {
            // The way to the database is another trouble than a message that waits.
            return Optional.empty();
        }
    }

    @Override
    public int parked() {
        return parked.get();
    }

    @Override
    public ImmutableList<String> notices() {
        return ImmutableList.of();
    }

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {
        queue.close();
    }
}
