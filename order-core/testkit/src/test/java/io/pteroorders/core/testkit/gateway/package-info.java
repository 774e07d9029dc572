/** A gateway of one's own, proved with the kit. */
@NullMarked
package io.pteroorders.core.testkit.gateway;

import org.jspecify.annotations.NullMarked;
