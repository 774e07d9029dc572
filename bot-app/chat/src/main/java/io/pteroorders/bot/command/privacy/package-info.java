/** The commands about people's data. */
@NullMarked
package io.pteroorders.bot.command.privacy;

import org.jspecify.annotations.NullMarked;
