/** What the bot remembers of people beside their orders, kept in files. */
@NullMarked
package io.pteroorders.bot.state;

import org.jspecify.annotations.NullMarked;
