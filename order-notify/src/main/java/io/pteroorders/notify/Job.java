package io.pteroorders.notify;

import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A broadcast: the text and its receivers. Not thread-safe. */
final class Job {

    private final String name;
    private final String text;
    private final int optedOut;
    private final Instant at;
    private final Map<PersonId, Delivery> deliveries = new LinkedHashMap<>();
    private boolean paused;

    Job(DeliveryRecord.JobBegun begun) {
        this.name = begun.job();
        this.text = begun.text();
        this.optedOut = begun.optedOut();
        this.at = begun.at();
    }

    String text() {
        return text;
    }

    Instant at() {
        return at;
    }

    Map<PersonId, Delivery> deliveries() {
        return deliveries;
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean now) {
        paused = now;
    }

    boolean isDone() {
        return deliveries.values().stream().noneMatch(Delivery::isWaiting);
    }

    DeliveryRecord.JobBegun begun() {
        return new DeliveryRecord.JobBegun(name, text, optedOut, at);
    }
}
