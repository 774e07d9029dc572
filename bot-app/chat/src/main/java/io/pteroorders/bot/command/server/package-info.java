/** Commands about servers that a panel makes. */
@NullMarked
package io.pteroorders.bot.command.server;

import org.jspecify.annotations.NullMarked;
