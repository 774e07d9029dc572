package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.event.EventPage;
import io.pteroorders.bot.api.event.EventSource;
import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.bot.api.event.ShopEvent;
import io.pteroorders.core.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events in memory; a test says what happens. Thread-safe. */
public final class MemoryEvents implements EventSource {

    private final List<ShopEvent> events = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int forgotten;

    /** Something happens; its id. */
    public String add(EventType type, Optional<OrderId> order, Instant at) {
        ShopEvent event;
        synchronized (this) {
            event = new ShopEvent("e" + (forgotten + events.size() + 1), type, order, at);
            events.add(event);
        }
        listeners.forEach(Runnable::run);
        return event.id();
    }

    /** All that happened is too long ago. */
    public synchronized void forgetAll() {
        forgotten += events.size();
        events.clear();
    }

    @Override
    public synchronized String now() {
        return "e" + (forgotten + events.size());
    }

    @Override
    public synchronized EventPage after(String place, int limit) {
        int number = Integer.parseInt(place.substring(1));
        boolean reset = number < forgotten || number > forgotten + events.size();
        int from = reset ? 0 : number - forgotten;
        int to = Math.min(events.size(), from + limit);
        return new EventPage(ImmutableList.copyOf(events.subList(from, to)), "e" + (forgotten + to), reset);
    }

    @Override
    public Subscription onMore(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
