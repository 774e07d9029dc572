package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a person's lane while a command of theirs runs, and then puts the replies in front of what waits there. */
final class LaneAnswering implements Answering {

    private static final Logger LOG = LoggerFactory.getLogger(LaneAnswering.class);

    private final Object lock;
    private final Lane lane;
    private final Lanes lanes;
    private final OrderStorage storage;
    private final Planner planner;
    private final Deliveries deliveries;
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
    LaneAnswering(
            Object lock,
            PersonId person,
            Lanes lanes,
            OrderStorage storage,
            Planner planner,
            Deliveries deliveries,
            Runnable wake) {
        this.lock = lock;
        this.lanes = lanes;
        this.storage = storage;
        this.planner = planner;
        this.deliveries = deliveries;
        this.wake = wake;
        synchronized (lock) {
            this.lane = lanes.of(person);
            lane.hold(1);
            lanes.changed(lane);
        }
    }

    @Override
    public synchronized void reply(OutgoingMessage message, ImmutableList<Occasion> covers) {
        handedIn.add(() -> add(message, covers));
    }

    private void add(OutgoingMessage message, ImmutableList<Occasion> covers) {
        try {
            add(
                    covers.stream().flatMap(it -> due(it).stream()).collect(ImmutableList.toImmutableList()),
                    message);
        } catch (StorageException e) {
            LOG.warn("a reply gives way to the news that it tells, because its order cannot be read: {}", e.getMessage());
        }
    }

    /** A reply in the place of one message has its id, so that a transport can tell that they are the same. */
    private void add(ImmutableList<Delivery> covered, OutgoingMessage message) {
        if (covered.stream().anyMatch(Delivery::isDelivered)) {
            LOG.info("a reply was not sent again");
        } else {
            lane.add(new Lane.Reply(
                    covered.size() == 1 ? message.withId(covered.get(0).key().id()) : message, covered));
        }
    }

    private ImmutableList<Delivery> due(Occasion occasion) {
        Optional<Order> order = storage.get(occasion.order());
        order.ifPresent(planner::plan);
        Optional<String> what = order.flatMap(now -> occasion.in(now, lane.receiver()));
        return deliveries.plan(occasion.order()).stream()
                .flatMap(plan -> plan.deliveries().stream())
                .filter(it -> what.filter(it.key().occasion()::equals).isPresent()
                        && it.key().receiver().equals(lane.receiver()))
                .collect(ImmutableList.toImmutableList());
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
