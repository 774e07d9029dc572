package io.pteroorders.core.service;

import io.pteroorders.core.order.OrderEvent;

/**
 * A hearer of changes, told after they are durable: of each once, of those of one order in the order in which they
 * happened, in one call at a time, and without a lock of the service. What it throws fails no operation. Whether it delays one is its
 * executor's to say: with {@code Runnable::run} the caller of an operation waits for it, so it must return at once.
 *
 * <p>Events live in memory. Where each change must be acted upon, whatever happens, follow
 * {@link io.pteroorders.core.storage.OrderStorage#changes} and take an event for a hint that there is something to read.
 */
@FunctionalInterface
public interface OrderListener {

    /** Something happened to an order. */
    void onEvent(OrderEvent event);

    /**
     * Events had to be dropped because too many were waiting; {@link io.pteroorders.core.storage.OrderStorage#changes}
     * tells what changed. Called in their place among the others.
     */
    default void onMissedEvents() {}
}
