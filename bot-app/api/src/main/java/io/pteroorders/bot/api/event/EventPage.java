package io.pteroorders.bot.api.event;

import com.google.common.collect.ImmutableList;

/**
 * Events that follow a place. Immutable and thread-safe.
 *
 * @param events in their order
 * @param next the place after the last of them
 * @param reset whether the place that was given is none of this shop, or too old: events may have been missed, and these
 *     follow from now on
 */
public record EventPage(ImmutableList<ShopEvent> events, String next, boolean reset) {}
