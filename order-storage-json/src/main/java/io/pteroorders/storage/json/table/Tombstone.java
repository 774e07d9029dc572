package io.pteroorders.storage.json.table;

import io.pteroorders.core.order.OrderId;
import java.time.Instant;

/**
 * The remains of a removed order. Immutable and thread-safe.
 *
 * @param id which stays taken
 * @param createdAt with the id, where the order stood among the others
 * @param sequence the number of the change that removed it
 */
public record Tombstone(OrderId id, Instant createdAt, long sequence) {}
