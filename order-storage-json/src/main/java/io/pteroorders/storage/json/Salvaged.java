package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;

/**
 * The orders that could be saved from a damaged directory. Immutable and thread-safe.
 *
 * @param orders how many orders were written
 * @param notices what could not be read, by file and place
 */
public record Salvaged(long orders, ImmutableList<String> notices) {}
