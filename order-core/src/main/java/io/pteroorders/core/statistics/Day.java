package io.pteroorders.core.statistics;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.statistics.OrderStatistics.Point;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Running sums of a day: over the orders that were created on it, and over the money that moved on it. */
final class Day {

    private final Tally orders = new Tally();
    private final CashTally cash = new CashTally();

    /** What it comes to, once somebody asked; several may ask at the same time. */
    private @Nullable Point known;

    void applyOrder(Order order, int sign) {
        known = null;
        orders.apply(order, sign);
    }

    void applyCash(Consumer<CashTally> moved) {
        known = null;
        moved.accept(cash);
    }

    Tally orders() {
        return orders;
    }

    CashTally cash() {
        return cash;
    }

    boolean isEmpty() {
        return orders.isEmpty() && cash.isEmpty();
    }

    Point toPoint() {
        Point point = known;
        if (point == null) {
            point = new Point(orders.orders(), cash.toCash());
            known = point;
        }
        return point;
    }

    /** What days come to together. */
    static Point sum(Iterable<Day> days) {
        CashTally moved = new CashTally();
        int created = 0;
        for (Day day : days) {
            moved.addAll(day.cash);
            created += day.orders.orders();
        }
        return new Point(created, moved.toCash());
    }
}
