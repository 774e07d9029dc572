package io.pteroorders.notify;

import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.Task;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A broadcast or a letter: the text and its receivers. Not thread-safe. */
final class Job {

    private final DeliveryRecord.JobBegun begun;
    private final Map<PersonId, Task<MessageKey>> deliveries = new LinkedHashMap<>();
    private Optional<Task<MessageKey>> report = Optional.empty();
    private boolean paused;

    /** Those of its people of whom it is not known yet that nothing waits for them. */
    private final Deque<Task<MessageKey>> open = new ArrayDeque<>();

    Job(DeliveryRecord.JobBegun begun) {
        this.begun = begun;
    }

    DeliveryRecord.JobBegun begun() {
        return begun;
    }

    String text() {
        return begun.text();
    }

    Instant at() {
        return begun.at();
    }

    void add(Task<MessageKey> delivery) {
        deliveries.put(delivery.key().receiver(), delivery);
        open.add(delivery);
    }

    boolean isLetter() {
        return deliveries.values().stream().anyMatch(it -> it.key().isLetter());
    }

    /** Whether it is known whom it is for: a crash may have kept that from being remembered. */
    boolean hasPeople() {
        return !deliveries.isEmpty();
    }

    /** One of its messages waits again. */
    void reopen(Task<MessageKey> delivery) {
        open.add(delivery);
    }

    Collection<Task<MessageKey>> deliveries() {
        return deliveries.values();
    }

    Optional<Task<MessageKey>> find(MessageKey key) {
        return key.isReport() ? report : Optional.ofNullable(deliveries.get(key.receiver()));
    }

    /** The messages to its people and the report. */
    Stream<Task<MessageKey>> all() {
        return Stream.concat(deliveries.values().stream(), report.stream());
    }

    /** Somebody is none of its people any more. */
    void remove(PersonId person) {
        deliveries.remove(person);
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean now) {
        paused = now;
    }

    /** Whether nobody is to get it any more. */
    boolean isDone() {
        while (!open.isEmpty() && !isCurrent(open.element())) {
            open.remove();
        }
        return open.isEmpty();
    }

    private boolean isCurrent(Task<MessageKey> delivery) {
        return delivery.isWaiting()
                && delivery.equals(deliveries.get(delivery.key().receiver()));
    }

    /** Whether nothing of it will ever be sent. */
    boolean isSettled() {
        return all().noneMatch(it -> it.isWaiting() || it.isDead());
    }

    /** Whether somebody is still to be told how it went. */
    boolean owesReport() {
        return isDone() && begun.reportTo().isPresent() && report.isEmpty() && !deliveries.isEmpty();
    }

    Optional<Task<MessageKey>> report() {
        return report;
    }

    /** Makes the message that tells how it went; empty if nobody wants it. */
    Optional<Task<MessageKey>> report(long number, Instant at) {
        Optional<Task<MessageKey>> first = deliveries.values().stream().findFirst();
        report = first.flatMap(any -> begun.reportTo()
                .map(to -> new Task<>(MessageKey.ofReport(begun.job(), any.key().order(), to), number, at)));
        return report;
    }
}
