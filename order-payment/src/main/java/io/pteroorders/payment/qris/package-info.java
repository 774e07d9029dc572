/** QRIS, Indonesia's codes to pay by: reading one's own, and making one for an amount. */
@NullMarked
package io.pteroorders.payment.qris;

import org.jspecify.annotations.NullMarked;
