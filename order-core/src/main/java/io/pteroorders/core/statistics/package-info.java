/** Figures about all orders of a store, kept up to date as orders change. */
@NullMarked
package io.pteroorders.core.statistics;

import org.jspecify.annotations.NullMarked;
