package io.pteroorders.core.storage;

import io.pteroorders.core.order.OrderId;

/** A query was to go on after an order that the store never had. */
public final class UnknownCursorException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** A query asked to go on after this id. */
    public UnknownCursorException(OrderId after) {
        super("this store never had an order " + after);
    }
}
