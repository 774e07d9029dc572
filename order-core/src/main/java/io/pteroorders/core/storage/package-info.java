/** The port through which orders are stored, and an implementation in memory. */
@NullMarked
package io.pteroorders.core.storage;

import org.jspecify.annotations.NullMarked;
