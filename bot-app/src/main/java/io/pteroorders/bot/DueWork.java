package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.OrderStorage;

/**
 * All that the clock makes due, done at once, for a clock that stands between two times: each kind of work in turn, again and
 * again, until none of it changes an order that another kind may look at. Thread-safe.
 */
final class DueWork {

    private final OrderStorage orders;
    private final ImmutableList<Runnable> kinds;

    /** @param kinds each does all that is due of its kind, and returns when it is done */
    DueWork(OrderStorage orders, ImmutableList<Runnable> kinds) {
        this.orders = orders;
        this.kinds = kinds;
    }

    /** Does it. */
    void doAll() {
        Token before;
        do {
            before = end();
            kinds.forEach(Runnable::run);
        } while (!before.equals(end()));
    }

    private Token end() {
        return orders.changes(Token.END, 1).next();
    }
}
