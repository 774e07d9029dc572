package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.util.Optional;

/**
 * A page of a store's change feed, oldest change first. An order that changed several times stands once, at the place
 * of its last change, as it is now. Immutable and thread-safe.
 *
 * @param changes the orders that changed
 * @param next the token after the last of them
 * @param more whether changes follow
 * @param foreign whether the token that was given came from another store, or from before other orders took the place
 *     of the store's (a restore, an import); the page begins at the first change then. Who follows the feed has not
 *     missed changes, but met orders whose past is none of theirs
 */
public record ChangePage(ImmutableList<Change> changes, Token next, boolean more, boolean foreign) {

    /**
     * An order that was created, changed or removed.
     *
     * @param id the order
     * @param order as it is now; empty if it was removed
     */
    public record Change(OrderId id, Optional<Order> order) {}

    /**
     * A place in the feed of one store; its text may be kept and used again later.
     *
     * @param text opaque
     */
    public record Token(String text) {

        /** Before the first change. */
        public static final Token START = new Token("");

        /** After the last change, whichever that is; the page after it is empty, and its token can be kept. */
        public static final Token END = new Token("end");
    }
}
