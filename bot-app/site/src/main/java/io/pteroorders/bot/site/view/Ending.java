package io.pteroorders.bot.site.view;

/**
 * A subscription that ends soon. Immutable and thread-safe.
 *
 * @param order that began it
 * @param until the last day that is paid for
 * @param state how it stands
 */
public record Ending(OrderRow order, String until, String state) {}
