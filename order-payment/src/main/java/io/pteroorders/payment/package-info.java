/** Payment gateways: one class each, which the shop's settings make. */
@NullMarked
package io.pteroorders.payment;

import org.jspecify.annotations.NullMarked;
