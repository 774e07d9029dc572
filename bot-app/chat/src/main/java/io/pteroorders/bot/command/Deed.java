package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;

/**
 * What came of one order in a command. Immutable and thread-safe.
 *
 * @param order its id, or how it was typed if there is no such order
 * @param result what came of it
 */
public record Deed(String order, Result result) {

    /** The same orders, with one result for all. */
    static ImmutableList<Deed> all(ImmutableList<Deed> orders, Result result) {
        return orders.stream().map(deed -> new Deed(deed.order(), result)).collect(ImmutableList.toImmutableList());
    }
}
