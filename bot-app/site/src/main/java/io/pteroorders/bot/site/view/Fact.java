package io.pteroorders.bot.site.view;

/**
 * Something to know, with its name. Immutable and thread-safe.
 *
 * @param name in the reader's words
 * @param value in the reader's words
 */
public record Fact(String name, String value) {}
