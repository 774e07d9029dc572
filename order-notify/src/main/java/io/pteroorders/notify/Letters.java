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
        Instant now = clock.instant();
        ImmutableList<MessageKey> keys = receivers.stream()
                .filter(NotificationPolicy::isSomebody)
                .map(receiver -> MessageKey.ofLetter(name, order, receiver, text))
                .collect(ImmutableList.toImmutableList());
        AtomicBoolean sends = new AtomicBoolean();
        engine.locked(() -> {
            if (!keys.isEmpty() && deliveries.job(name).isEmpty()) {
                engine.checkTakesRecords();
                engine.record(new DeliveryRecord.JobBegun(name, words, 0, Optional.empty(), now));
                engine.record(new DeliveryRecord.JobPeople(name, keys, now));
                sends.set(true);
            }
        });
        return sends.get();
    }
}
