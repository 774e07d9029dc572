/** Servers that a panel makes: made, watched, ended, and shown to people. */
@NullMarked
package io.pteroorders.bot.panel;

import org.jspecify.annotations.NullMarked;
