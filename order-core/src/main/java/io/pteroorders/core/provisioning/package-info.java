/** Servers that a panel makes for orders: what is delivered, what the next step is, and the port to a panel. */
@NullMarked
package io.pteroorders.core.provisioning;

import org.jspecify.annotations.NullMarked;
