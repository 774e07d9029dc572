package io.pteroorders.core.service;

import io.pteroorders.core.order.OrderEvent;

/**
 * Hears of changes after they are durable: each once, those of one order in the order in which they happened, one call
 * at a time. A listener that throws or is slow neither fails nor delays the operation.
 */
@FunctionalInterface
public interface OrderListener {

    /** Something happened to an order. */
    void onEvent(OrderEvent event);

    /**
     * Events had to be dropped because too many were waiting; {@link io.pteroorders.core.storage.OrderStorage#changes}
     * tells what changed. Called after the events that were not dropped.
     */
    default void onMissedEvents() {}
}
