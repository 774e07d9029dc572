package io.pteroorders.bot.api.event;

import io.pteroorders.core.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in the shop. Immutable and thread-safe.
 *
 * @param id opaque; no other event of the shop has it, and later ones have others
 * @param type what kind of thing
 * @param order to which it happened; empty if it happened to none
 * @param at when it happened
 */
public record ShopEvent(String id, EventType type, Optional<OrderId> order, Instant at) {}
