package io.pteroorders.core.task;

import io.pteroorders.core.order.Order;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Derives work from orders. A pure function: the same order calls for the same work whenever it is asked, whoever asks.
 *
 * @param <K> the keys of the work
 */
@FunctionalInterface
public interface TaskSource<K extends TaskKey> {

    /**
     * Work that an order calls for.
     *
     * @param from when it is to be done at the earliest
     */
    record Due<K extends TaskKey>(K key, Instant from) {}

    /**
     * All that an order calls for as it is now, done or not. What it called for before and does not any more is dropped.
     */
    Stream<Due<K>> of(Order order);
}
