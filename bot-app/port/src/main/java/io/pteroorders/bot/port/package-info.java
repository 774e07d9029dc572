/** How messages come in and go out. */
@NullMarked
package io.pteroorders.bot.port;

import org.jspecify.annotations.NullMarked;
