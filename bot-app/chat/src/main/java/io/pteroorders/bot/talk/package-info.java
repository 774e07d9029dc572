/** Reads what people write without a command: what they want, and which package, how long, how much, which order. */
@NullMarked
package io.pteroorders.bot.talk;

import org.jspecify.annotations.NullMarked;
