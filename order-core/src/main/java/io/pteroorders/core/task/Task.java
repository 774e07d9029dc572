package io.pteroorders.core.task;

import io.pteroorders.core.task.TaskStatus.State;
import java.time.Instant;

/** A piece of work and how far it has come; {@linkplain TaskProgress records} change it. Not thread-safe. */
public final class Task<K extends TaskKey> {

    private final K key;
    private final long number;
    private State state = State.WAITING;
    private Instant at;
    private Instant notBefore = Instant.MIN;
    private Instant firstTried = Instant.MAX;
    private int attempts;
    private boolean untilHeard;
    private String reason = "";

    /**
     * Work that waits.
     *
     * @param number orders the work of a lane
     * @param at when it became due
     */
    public Task(K key, long number, Instant at) {
        this.key = key;
        this.number = number;
        this.at = at;
    }

    /** Which work it is. */
    public K key() {
        return key;
    }

    /** Its place among the work of its lane. */
    public long number() {
        return number;
    }

    /** Whether it is to be done. */
    public boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Whether it cannot be done, unless somebody asks for another try. */
    public boolean isDead() {
        return state == State.DEAD;
    }

    /** Whether it cannot be done before the person for whom it is was heard from. */
    public boolean isUnreachable() {
        return isDead() && untilHeard;
    }

    /** Whether it was done, or something newer in its place. */
    public boolean isDone() {
        return state == State.DONE || state == State.MERGED;
    }

    /** When it became due, or was decided. */
    public Instant at() {
        return at;
    }

    /** When it is tried again at the earliest. */
    public Instant notBefore() {
        return notBefore;
    }

    /** How often it was tried in vain. */
    public int attempts() {
        return attempts;
    }

    /** When it was tried first, for what was. */
    Instant firstTried() {
        return firstTried;
    }

    /** How far it has come. */
    public TaskStatus<K> status() {
        return new TaskStatus<>(key, state, attempts, at, reason);
    }

    void settle(State as, Instant when, String why) {
        state = as;
        at = when;
        reason = why;
    }

    void dead(TaskProgress.Dead<K> record) {
        settle(State.DEAD, record.at(), record.reason());
        untilHeard = record.untilHeard();
    }

    void tried(TaskProgress.Tried<K> record) {
        attempts = record.attempts();
        firstTried = record.since();
        notBefore = record.notBefore();
        reason = record.reason();
    }

    void again(Instant when) {
        settle(State.WAITING, when, "");
        attempts = 0;
        firstTried = Instant.MAX;
        notBefore = Instant.MIN;
    }
}
