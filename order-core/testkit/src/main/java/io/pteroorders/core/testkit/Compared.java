package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.storage.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compares what a store gives with what was expected; a failure names the order and the part that differs. */
final class Compared {

    private static final int TENTH = 10;

    private Compared() {}

    static void orders(List<Order> expected, List<Order> actual) {
        assertEquals(ids(expected), ids(actual), "the orders");
        for (int i = 0; i < expected.size(); i++) {
            order(expected.get(i), actual.get(i));
        }
    }

    private static List<OrderId> ids(List<Order> orders) {
        return orders.stream().map(Order::id).toList();
    }

    private static void order(Order expected, Order actual) {
        Answer.difference(ReferenceOrder.allFacts(expected), ReferenceOrder.allFacts(actual))
                .ifPresent(difference -> fail(expected.id() + ": " + difference));
        assertEquals(expected, actual);
    }

    static void results(WriteResult expected, WriteResult actual) {
        assertEquals(expected.kind(), actual.kind(), () -> "what came of the write of " + actual.id());
        assertEquals(expected.id(), actual.id(), "the id in the result");
        order("before", expected.before(), actual.before());
        order("after", expected.after(), actual.after());
        assertEquals(expected.refusal(), actual.refusal(), "the refusal in the result");
    }

    private static void order(String which, Optional<Order> expected, Optional<Order> actual) {
        assertEquals(expected.map(Order::id), actual.map(Order::id), () -> "the order " + which + " in the result");
        expected.ifPresent(order -> order(order, actual.orElseThrow()));
    }

    /** Median times may differ by a tenth. */
    static void figures(OrderStatistics expected, OrderStatistics actual) {
        String which = "the " + Answer.words(expected.period().unit()) + " of " + expected.asOf() + ": ";
        Answer.difference(ReferenceStatistics.facts(expected), ReferenceStatistics.facts(actual))
                .ifPresent(difference -> fail(which + difference));
        assertEquals(expected.period(), actual.period(), which + "the period");
        assertEquals(expected.asOf(), actual.asOf(), which + "as of when");
        assertEquals(expected.zone(), actual.zone(), which + "the zone");
        expected.medianTimes().forEach((step, median) -> {
            Duration told = actual.medianTimes().getOrDefault(step, Duration.ZERO);
            assertTrue(isNear(median, told), () -> which + step + " takes " + median + ", was " + told);
        });
    }

    private static boolean isNear(Duration expected, Duration actual) {
        return Math.abs(actual.toMillis() - expected.toMillis()) <= expected.toMillis() / TENTH;
    }
}
