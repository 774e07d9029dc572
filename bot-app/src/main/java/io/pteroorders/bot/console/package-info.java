/** A terminal in which one person plays a whole shop. */
@NullMarked
package io.pteroorders.bot.console;

import org.jspecify.annotations.NullMarked;
