/** Panels that make game servers: one class each, which the shop's settings make. */
@NullMarked
package io.pteroorders.panel;

import org.jspecify.annotations.NullMarked;
