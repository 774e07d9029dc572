/** Keeps orders in a PostgreSQL database, which any number of processes may use at the same time. */
@NullMarked
package io.pteroorders.storage.sql;

import org.jspecify.annotations.NullMarked;
