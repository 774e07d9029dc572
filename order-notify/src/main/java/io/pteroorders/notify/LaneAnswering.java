package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.Lane;
import io.pteroorders.core.task.TaskEngine;
import java.util.ArrayList;
import java.util.List;

/** Holds a person's lane while a command of theirs runs, and then puts the replies in front of what waits there. */
final class LaneAnswering implements Answering {

    private final TaskEngine<MessageKey> engine;
    private final PersonId person;
    private final Lane<MessageKey> lane;
    private final WaitingReplies replies;
    private final ReplyCoverage coverage;

    /** Added all at once when the command is done, so that nobody hears of it before its person. */
    private final List<Runnable> handedIn = new ArrayList<>();

    private boolean closed;

    /** Holds the lane. */
    LaneAnswering(TaskEngine<MessageKey> engine, PersonId person, WaitingReplies replies, ReplyCoverage coverage) {
        this.engine = engine;
        this.person = person;
        this.replies = replies;
        this.coverage = coverage;
        this.lane = engine.reading(() -> hold(engine, person));
    }

    private static Lane<MessageKey> hold(TaskEngine<MessageKey> engine, PersonId person) {
        Lane<MessageKey> lane = engine.lane(person.text());
        engine.hold(lane, 1);
        return lane;
    }

    @Override
    public synchronized void reply(OutgoingMessage message, ImmutableList<Occasion> covers) {
        handedIn.add(() -> replies.add(
                WaitingReply.of(person, message, covers, coverage.ifReadable(person, covers), engine.now())));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            engine.locked(this::release);
        }
    }

    private void release() {
        try {
            handedIn.forEach(Runnable::run);
        } finally {
            engine.hold(lane, -1);
        }
    }
}
