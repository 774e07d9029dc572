package io.pteroorders.core.testkit;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.service.OrderOperations;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something that somebody asks of a shop.
 *
 * @param words says it
 * @param ask does it to the real shop
 * @param expect does it to the reference; an order that is made gets the given id
 */
record Operation(
        String words, Function<OrderOperations, Answer> ask, BiFunction<ReferenceShop, OrderId, Answer> expect) {

    /** What the real shop answers; a failure is an answer that nobody expects. */
    Answer askSafely(OrderOperations shop) {
        try {
            return ask.apply(shop);
        } catch (RuntimeException failure) {
            return Answer.failed(failure);
        }
    }
}
