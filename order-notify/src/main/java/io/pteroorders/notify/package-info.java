/** Who is told what about orders, and how a message reaches a transport. */
@NullMarked
package io.pteroorders.notify;

import org.jspecify.annotations.NullMarked;
