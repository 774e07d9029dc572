/** How messages come in and go out. */
@NullMarked
package io.pteroorders.bot.transport;

import org.jspecify.annotations.NullMarked;
