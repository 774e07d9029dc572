/** What a shop sells: package types, their specifications and prices. */
@NullMarked
package io.pteroorders.core.catalog;

import org.jspecify.annotations.NullMarked;
