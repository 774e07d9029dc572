/** An order and everything it is made of, the flow of its states, and the refusals that its rules can give. */
@NullMarked
package io.pteroorders.core.order;

import org.jspecify.annotations.NullMarked;
