package io.pteroorders.notify;

import java.time.Instant;
import java.util.Optional;

/**
 * The contents of the outbox, counted. Immutable and thread-safe.
 *
 * @param waiting how many messages are to be sent
 * @param dead how many cannot be delivered
 * @param oldest since when the oldest of those that wait does; empty if none waits
 */
public record OutboxCounts(long waiting, long dead, Optional<Instant> oldest) {}
