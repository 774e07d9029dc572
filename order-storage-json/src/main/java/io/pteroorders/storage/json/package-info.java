/**
 * Keeps orders in {@code orders.json}, a plain JSON array that {@code jq} reads, in a directory that one process owns at
 * a time.
 */
@NullMarked
package io.pteroorders.storage.json;

import org.jspecify.annotations.NullMarked;
