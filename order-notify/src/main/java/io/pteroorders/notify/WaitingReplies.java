package io.pteroorders.notify;

import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Lane;
import io.pteroorders.core.task.TaskEngine;
import io.pteroorders.core.task.TaskResult;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The replies that wait in each lane, before all that is derived. One that was not sent goes back to its place; none waits
 * for ever. Not thread-safe.
 */
final class WaitingReplies {

    /** So many wait for a person at most; then the first is given up. */
    static final int MOST = 10;

    /** How often a reply to a mere question is tried: some eight minutes. */
    private static final int TRIES = 10;

    private static final Backoff BACKOFF = Backoff.DEFAULT;

    private final TaskEngine<MessageKey> engine;
    private final LostReplies lost;
    private final Map<String, Deque<WaitingReply>> waiting = new HashMap<>();

    WaitingReplies(TaskEngine<MessageKey> engine, LostReplies lost) {
        this.engine = engine;
        this.lost = lost;
    }

    private Deque<WaitingReply> of(PersonId person) {
        return waiting.computeIfAbsent(person.text(), any -> new ArrayDeque<>(1));
    }

    void add(WaitingReply reply) {
        Deque<WaitingReply> replies = of(reply.person());
        replies.add(reply);
        if (replies.size() > MOST) {
            lost.accept(replies.remove(), "too many wait for this person");
        }
        changed(reply.person().text());
    }

    Optional<WaitingReply> first(Lane<MessageKey> lane) {
        return first(lane.name());
    }

    private Optional<WaitingReply> first(String lane) {
        return Optional.ofNullable(waiting.get(lane)).map(Deque::peek);
    }

    /** The first reply of its lane is sent. */
    void remove(WaitingReply reply) {
        of(reply.person()).remove();
        changed(reply.person().text());
    }

    private void changed(String lane) {
        Optional<WaitingReply> first = first(lane);
        if (first.isEmpty()) {
            waiting.remove(lane);
        }
        engine.urgent(engine.lane(lane), first.map(WaitingReply::notBefore));
    }

    /**
     * A reply was not sent. Notices for which it stood go out in words of their own; one to a mere question is tried again.
     *
     * @param mere whether it stood for none
     */
    void inVain(WaitingReply reply, boolean mere, TaskResult result) {
        switch (result.kind()) {
            case CLOSED -> waitFor(reply);
            case AGAIN -> {
                if (mere) {
                    tryAgain(reply, result.reason());
                }
            }
            case DONE, UNREACHABLE, FAILED -> lost.accept(reply, result.reason());
        }
    }

    /** Whoever is first when the way out opens again goes first. */
    private void waitFor(WaitingReply reply) {
        if (reply.since().isBefore(engine.now().minus(BACKOFF.patience()))) {
            lost.accept(reply, "nothing could be sent for a day");
        } else {
            putBack(reply);
        }
    }

    private void tryAgain(WaitingReply reply, String reason) {
        int attempts = reply.attempts() + 1;
        if (attempts >= TRIES) {
            lost.accept(reply, reason);
        } else {
            Instant next = engine.now().plus(BACKOFF.after(reply.message().id(), attempts));
            putBack(reply.tried(next));
        }
    }

    private void putBack(WaitingReply reply) {
        of(reply.person()).addFirst(reply);
        changed(reply.person().text());
    }
}
