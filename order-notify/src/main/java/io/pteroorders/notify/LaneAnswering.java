package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PersonId;
import java.util.ArrayList;
import java.util.List;

/** Holds a person's lane while a command of theirs runs, and then puts the replies in front of what waits there. */
final class LaneAnswering implements Answering {

    private final Object lock;
    private final Lane lane;
    private final Lanes lanes;
    private final Coverage coverage;
    private final Runnable wake;

    /** Added all at once when the command is done, so that nobody hears of it before its person. */
    private final List<Runnable> handedIn = new ArrayList<>();

    private boolean closed;

    /**
     * Holds the lane.
     *
     * @param lock guards the lanes and all that is planned
     * @param wake called when there may be something to send
     */
    LaneAnswering(Object lock, PersonId person, Lanes lanes, Coverage coverage, Runnable wake) {
        this.lock = lock;
        this.lanes = lanes;
        this.coverage = coverage;
        this.wake = wake;
        synchronized (lock) {
            this.lane = lanes.of(person);
            lane.hold(1);
            lanes.changed(lane);
        }
    }

    @Override
    public synchronized void reply(OutgoingMessage message, ImmutableList<Occasion> covers) {
        handedIn.add(() ->
                lane.add(Lane.Reply.of(message, covers, coverage.ifReadable(lane.receiver(), covers), lanes.now())));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        synchronized (lock) {
            lane.hold(-1);
            try {
                handedIn.forEach(Runnable::run);
            } finally {
                lanes.changed(lane);
            }
        }
        wake.run();
    }
}
