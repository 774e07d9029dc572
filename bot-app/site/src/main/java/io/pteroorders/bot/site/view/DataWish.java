package io.pteroorders.bot.site.view;

/**
 * What a customer wants done with their data. Immutable and thread-safe.
 *
 * @param number by which it is named
 * @param kind erase or export
 * @param customer who wants it, masked
 * @param time since when
 */
public record DataWish(int number, String kind, String customer, String time) {}
