/** The operations on orders: who may do what, checked inputs, and events for listeners. */
@NullMarked
package io.pteroorders.core.service;

import org.jspecify.annotations.NullMarked;
