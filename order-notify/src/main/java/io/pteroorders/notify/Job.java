package io.pteroorders.notify;

import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A broadcast: the text and its receivers. Not thread-safe. */
final class Job {

    private final DeliveryRecord.JobBegun begun;
    private final Map<PersonId, Delivery> deliveries = new LinkedHashMap<>();
    private Optional<Delivery> report = Optional.empty();
    private int waiting;
    private boolean paused;

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

    void add(Delivery delivery) {
        Delivery before = deliveries.put(delivery.key().receiver(), delivery);
        if (before == null || !before.isWaiting()) {
            waiting++;
        }
    }

    Collection<Delivery> deliveries() {
        return deliveries.values();
    }

    Optional<Delivery> find(MessageKey key) {
        return key.isReport() ? report : Optional.ofNullable(deliveries.get(key.receiver()));
    }

    /** The messages to its people and the report. */
    Stream<Delivery> all() {
        return Stream.concat(deliveries.values().stream(), report.stream());
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean now) {
        paused = now;
    }

    void settledOne() {
        waiting--;
    }

    void waitsAgain() {
        waiting++;
    }

    /** Whether nobody is to get it any more. */
    boolean isDone() {
        return waiting == 0;
    }

    /** Whether nothing of it will ever be sent. */
    boolean isSettled() {
        return all().noneMatch(it -> it.isWaiting() || it.isDead());
    }

    /** Whether somebody is still to be told how it went. */
    boolean owesReport() {
        return isDone() && begun.reportTo().isPresent() && report.isEmpty() && !deliveries.isEmpty();
    }

    Optional<Delivery> report() {
        return report;
    }

    /** Makes the message that tells how it went; empty if nobody wants it. */
    Optional<Delivery> report(long number, Instant at) {
        Optional<Delivery> first = deliveries.values().stream().findFirst();
        report = first.flatMap(any -> begun.reportTo()
                .map(to ->
                        new Delivery(MessageKey.ofReport(begun.job(), any.key().order(), to), number, at)));
        return report;
    }
}
