package io.pteroorders.bot.api.http;

import io.pteroorders.core.service.Actor;
import java.time.Instant;
import java.util.Optional;

/** Keeps what programs changed, and that they looked at customers. Thread-safe. */
@FunctionalInterface
public interface ApiAudit {

    /** What came of a request. */
    enum Result {
        DONE,
        REFUSED,
        DENIED,
        FAILED
    }

    /**
     * What a program did.
     *
     * @param time when it was over
     * @param who the program
     * @param what it did, such as {@code api POST /orders/{id}/confirm}
     * @param order the order's id, as it was sent; empty if it concerns none
     * @param result what came of it
     */
    record Entry(Instant time, Actor who, String what, Optional<String> order, Result result) {}

    /** Keeps an entry of what has happened, as soon as it can be kept. */
    void keep(Entry entry);
}
