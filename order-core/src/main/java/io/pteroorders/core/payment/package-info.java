/** The rules of money that pays for orders. */
@NullMarked
package io.pteroorders.core.payment;

import org.jspecify.annotations.NullMarked;
