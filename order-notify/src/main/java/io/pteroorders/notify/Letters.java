package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.TaskEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Messages about an order that no step of it calls for, in words that are given: what an admin has to say to a customer,
 * what a customer asks the shop. Each is sent once, like a notice, also to who wants no broadcasts. Thread-safe.
 */
public final class Letters {

    private final TaskEngine<MessageKey> engine;
    private final Deliveries deliveries;
    private final Clock clock;

    Letters(TaskEngine<MessageKey> engine, Deliveries deliveries, Clock clock) {
        this.engine = engine;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * Sends a letter. It goes out after what is due to its receivers already, and is dropped if its order is deleted
     * before.
     *
     * @param name its own name; one that was used before sends nothing again
     * @param text what it is, with the placeholder {@code text} for the words
     * @param words as they are to be read: what a stranger typed is to be neutralised before
     * @return whether it is sent: the name is new, and there is somebody to receive it
     * @throws io.pteroorders.core.storage.StorageException if the delivery log takes no records at present
     */
    public boolean send(
            String name, NotificationText text, OrderId order, Collection<PersonId> receivers, String words) {
        return send(name, words, keys(name, text, order, receivers));
    }

    /**
     * Sends a letter that is about no order; the same as {@link #send(String, NotificationText, OrderId, Collection, String)}
     * otherwise.
     *
     * @param text one that {@linkplain NotificationText#isAboutShop is about the shop}
     */
    public boolean send(String name, NotificationText text, Collection<PersonId> receivers, String words) {
        return send(name, words, keys(name, text, MessageKey.NO_ORDER, receivers));
    }

    /** The {@linkplain OutgoingMessage#id() id} of the message that a letter is to one of its receivers. */
    public static String messageId(String name, NotificationText text, OrderId order, PersonId receiver) {
        return MessageKey.ofLetter(name, order, receiver, text).id();
    }

    /** The same of a letter that is about no order. */
    public static String messageId(String name, NotificationText text, PersonId receiver) {
        return messageId(name, text, MessageKey.NO_ORDER, receiver);
    }

    private static ImmutableList<MessageKey> keys(
            String name, NotificationText text, OrderId order, Collection<PersonId> receivers) {
        return receivers.stream()
                .filter(NotificationPolicy::isSomebody)
                .map(receiver -> MessageKey.ofLetter(name, order, receiver, text))
                .collect(ImmutableList.toImmutableList());
    }

    private boolean send(String name, String words, ImmutableList<MessageKey> keys) {
        Instant now = clock.instant();
        AtomicBoolean sends = new AtomicBoolean();
        engine.locked(() -> {
            Optional<Job> begun = deliveries.job(name);
            if (!keys.isEmpty() && begun.filter(Job::hasPeople).isEmpty()) {
                engine.checkTakesRecords();
                if (begun.isEmpty()) {
                    engine.record(new DeliveryRecord.JobBegun(name, words, 0, Optional.empty(), now));
                }
                engine.record(new DeliveryRecord.JobPeople(name, keys, now));
                sends.set(true);
            }
        });
        return sends.get();
    }

    /**
     * Waits until all letters are durable that were sent, so that what calls for them may be forgotten.
     *
     * @throws io.pteroorders.core.storage.StorageException if the delivery log refuses them
     */
    public void awaitDurable() {
        engine.awaitDurable();
    }
}
