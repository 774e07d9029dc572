package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.OrderService;

/**
 * The orders that a command line names, and its other words. Immutable and thread-safe.
 *
 * @param listed those that it begins with, with commas between them, as they were typed
 * @param mentioned others that follow somewhere: they may be meant too, or belong to a note
 * @param rest the words that name none
 */
public record NamedOrders(ImmutableList<String> listed, ImmutableList<String> mentioned, String rest) {

    /** Reads a command line, knowing the orders that its person may see. */
    public static NamedOrders of(Call call, OrderService service) {
        OrderReferences references = call.references();
        ImmutableSet<OrderId> listed = references.typed().stream()
                .flatMap(typed -> service
                        .find(call.actor(), typed)
                        .fold(order -> ImmutableSet.of(order.id()), refusal -> ImmutableSet.<OrderId>of())
                        .stream())
                .collect(ImmutableSet.toImmutableSet());
        OrderReferences.Rest rest = references.rest(call.line(), word -> isAnother(word, listed, call, service));
        String others = rest.orders().isEmpty() ? call.line().rest(references.wordsUsed()) : rest.others();
        return new NamedOrders(references.typed(), rest.orders(), others);
    }

    /** A whole id counts also if there is no such order: it is no word of a note. */
    private static boolean isAnother(String word, ImmutableSet<OrderId> listed, Call call, OrderService service) {
        return service.find(call.actor(), word)
                .fold(
                        order -> !listed.contains(order.id()),
                        refusal -> refusal.code() == Refusal.Code.AMBIGUOUS_ID
                                || !OrderId.candidates(word).isEmpty());
    }

    /** All orders that are named, as they were typed. */
    public ImmutableList<String> all() {
        return ImmutableList.<String>builder().addAll(listed).addAll(mentioned).build();
    }
}
