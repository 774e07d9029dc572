package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Counts what stories reach. Not thread-safe. */
final class Tally {

    private final SetMultimap<OrderStatus, OrderStatus> arrows = MultimapBuilder.enumKeys(OrderStatus.class)
            .enumSetValues(OrderStatus.class)
            .build();
    private final Set<PaymentState> payments = EnumSet.noneOf(PaymentState.class);
    private int stories;
    private int operations;
    private int refused;

    void begun() {
        stories++;
    }

    void answered(Answer answer) {
        operations++;
        refused += answer.isRefused() ? 1 : 0;
    }

    void reached(ReferenceOrder order) {
        List<ReferenceOrder.Entry> history = order.history;
        for (int i = 1; i < history.size(); i++) {
            arrows.put(history.get(i - 1).status(), history.get(i).status());
        }
        order.attempts.all.forEach(payment -> payments.add(payment.state));
    }

    OrderLifecycleModel.Summary summary() {
        return new OrderLifecycleModel.Summary(
                stories, operations, refused, ImmutableSetMultimap.copyOf(arrows), Sets.immutableEnumSet(payments));
    }
}
