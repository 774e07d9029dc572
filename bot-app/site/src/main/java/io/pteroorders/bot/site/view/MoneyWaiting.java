package io.pteroorders.bot.site.view;

/**
 * Money that came and is nobody's yet. Immutable and thread-safe.
 *
 * @param number by which it is booked
 * @param amount in the reader's words
 * @param time when it came
 * @param text what was written of it
 */
public record MoneyWaiting(int number, String amount, String time, String text) {}
