package io.pteroorders.bot.site.view;

/**
 * A version in the list of all. Immutable and thread-safe.
 *
 * @param number of it
 * @param time when it was saved
 * @param by who saved it
 * @param what changed in it, in few words
 */
public record VersionRow(long number, String time, String by, String what) {}
