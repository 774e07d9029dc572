/** How long what was sold lasts. */
@NullMarked
package io.pteroorders.core.subscription;

import org.jspecify.annotations.NullMarked;
