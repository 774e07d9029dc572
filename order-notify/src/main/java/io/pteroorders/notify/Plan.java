package io.pteroorders.notify;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of an order was considered, and the messages that came of it. Not thread-safe. */
final class Plan {

    private final OrderId order;
    private final List<Task<MessageKey>> deliveries = new ArrayList<>(2);
    private int entries;
    private Optional<String> proof = Optional.empty();
    private Instant at = Instant.MIN;

    Plan(OrderId order) {
        this.order = order;
    }

    OrderId order() {
        return order;
    }

    int entries() {
        return entries;
    }

    Optional<String> proof() {
        return proof;
    }

    Instant at() {
        return at;
    }

    List<Task<MessageKey>> deliveries() {
        return deliveries;
    }

    void considered(DeliveryRecord.Planned record) {
        entries = record.entries();
        proof = record.proof();
        at = record.at().isAfter(at) ? record.at() : at;
    }

    /** After a restore a step may happen anew; what became of its first time is over. */
    void replace(Task<MessageKey> delivery) {
        deliveries.removeIf(it -> it.key().equals(delivery.key()));
        deliveries.add(delivery);
    }

    Optional<Task<MessageKey>> find(MessageKey key) {
        return deliveries.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    /** Forgets what somebody was told, and which pictures came. */
    void erase(PersonId person) {
        deliveries.removeIf(it -> it.key().receiver().equals(person) || it.key().isOfProof());
        proof = Optional.empty();
    }

    /** What waits for a receiver, in the order in which it became due. */
    Stream<Task<MessageKey>> waitingFor(PersonId receiver) {
        return deliveries.stream()
                .filter(it -> it.isWaiting() && it.key().receiver().equals(receiver));
    }

    /** Whether nothing of it will ever be sent, unless the order changes. */
    boolean isSettled() {
        return deliveries.stream().noneMatch(it -> it.isWaiting() || it.isDead());
    }
}
