package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;

/**
 * The result for one order of a command. Immutable and thread-safe.
 *
 * @param order its id, or how it was typed if there is no such order
 * @param result what came of it
 */
public record OrderResult(String order, Result result) {

    /** The same orders, with one result for all. */
    static ImmutableList<OrderResult> all(ImmutableList<OrderResult> orders, Result result) {
        return orders.stream()
                .map(one -> new OrderResult(one.order(), result))
                .collect(ImmutableList.toImmutableList());
    }
}
