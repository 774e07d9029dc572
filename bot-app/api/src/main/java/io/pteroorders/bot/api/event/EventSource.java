package io.pteroorders.bot.api.event;

/** The events of a shop in their order, kept for 30 days. Thread-safe. */
public interface EventSource {

    /** The place after the last event: who begins there hears of what comes. */
    String now();

    /**
     * The events after a place.
     *
     * @param place the {@linkplain ShopEvent#id id} of an event, {@link EventPage#next}, or {@link #now}
     * @param limit the most events to return
     */
    EventPage after(String place, int limit);

    /**
     * Tells somebody each time when there are more events.
     *
     * @param listener returns at once; called by any thread
     * @return ends it
     */
    Subscription onMore(Runnable listener);

    /** Ends what was asked for. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {

        @Override
        void close();
    }
}
