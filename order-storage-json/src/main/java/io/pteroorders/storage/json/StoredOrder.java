package io.pteroorders.storage.json;

import io.pteroorders.core.order.Order;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An order with the fields that the program does not know.
 *
 * @param order the order
 * @param otherFields an object nested like the order's JSON that has only those fields; not to be changed
 */
record StoredOrder(Order order, Optional<ObjectNode> otherFields) {}
