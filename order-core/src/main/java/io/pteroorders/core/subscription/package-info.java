/**
 * How long what was sold lasts: what is paid for until when follows from orders ({@link
 * io.pteroorders.core.subscription.Subscriptions}), and what is to be done about its end from the rules of the shop.
 */
@NullMarked
package io.pteroorders.core.subscription;

import org.jspecify.annotations.NullMarked;
