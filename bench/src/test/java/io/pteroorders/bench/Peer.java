package io.pteroorders.bench;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import java.sql.SQLException;

/** Another way to keep orders. Reads give the sum of the bytes that they read, so that none can be left out. */
interface Peer extends AutoCloseable {

    /** Adds an order, durably. */
    void create(Order order) throws Exception;

    /** Adds an order, durably, together with those that other threads add meanwhile. */
    void createTogether(Order order);

    long get(OrderId id) throws Exception;

    /** The ten newest of a customer. */
    long newest(PersonId customer) throws Exception;

    /** Ten of a status, the newest first, after some. */
    long page(OrderStatus status, int after) throws Exception;

    /** Orders and turnover by status and package. */
    long statistics() throws Exception;

    @Override
    void close() throws SQLException;
}
