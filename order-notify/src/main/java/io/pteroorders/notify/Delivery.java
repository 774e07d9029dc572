package io.pteroorders.notify;

import io.pteroorders.notify.DeliveryStatus.State;
import java.time.Instant;

/** A message and how far it has come. Not thread-safe. */
final class Delivery {

    private final MessageKey key;
    private final long number;
    private State state = State.WAITING;
    private Instant at;
    private Instant notBefore = Instant.MIN;
    private Instant firstTried = Instant.MAX;
    private int attempts;
    private boolean untilHeard;
    private String reason = "";

    /**
     * A message that waits.
     *
     * @param number orders the messages of a receiver
     * @param at when it became due
     */
    Delivery(MessageKey key, long number, Instant at) {
        this.key = key;
        this.number = number;
        this.at = at;
    }

    MessageKey key() {
        return key;
    }

    long number() {
        return number;
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isDead() {
        return state == State.DEAD;
    }

    /** Whether it cannot be delivered before the receiver writes. */
    boolean isUnreachable() {
        return isDead() && untilHeard;
    }

    /** Whether the receiver has it, or something newer in its place. */
    boolean isDelivered() {
        return state == State.SENT || state == State.MERGED;
    }

    Instant at() {
        return at;
    }

    Instant notBefore() {
        return notBefore;
    }

    int attempts() {
        return attempts;
    }

    /** When it was tried first; this time if it never was. */
    Instant firstTried(Instant now) {
        return firstTried.equals(Instant.MAX) ? now : firstTried;
    }

    void settled(State as, Instant when, String why) {
        state = as;
        at = when;
        reason = why;
    }

    void dead(DeliveryRecord.Dead record) {
        settled(State.DEAD, record.at(), record.reason());
        untilHeard = record.untilHeard();
    }

    void tried(DeliveryRecord.Tried record) {
        attempts = record.attempts();
        firstTried = record.since();
        notBefore = record.notBefore();
        reason = record.reason();
    }

    void again(Instant when) {
        settled(State.WAITING, when, "");
        attempts = 0;
        firstTried = Instant.MAX;
        notBefore = Instant.MIN;
    }

    DeliveryStatus status() {
        return new DeliveryStatus(key, state, attempts, at, reason);
    }
}
