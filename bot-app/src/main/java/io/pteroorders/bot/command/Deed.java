package io.pteroorders.bot.command;

/**
 * What came of one order of several in a command. Immutable and thread-safe.
 *
 * @param order its id, or how it was typed if there is no such order
 * @param result what came of it
 */
public record Deed(String order, Result result) {}
