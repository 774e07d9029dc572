package io.pteroorders.bot.site.view;

import com.google.common.collect.ImmutableList;

/**
 * A receipt for an order that was paid. Immutable and thread-safe.
 *
 * @param id of the order
 * @param store what the shop is called
 * @param amount that was paid
 * @param facts when, how, by whom and for what
 */
public record Receipt(String id, String store, String amount, ImmutableList<Fact> facts) {}
