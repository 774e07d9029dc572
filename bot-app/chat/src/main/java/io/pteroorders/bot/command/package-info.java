/** What people can type: one class a command, all listed in one place. */
@NullMarked
package io.pteroorders.bot.command;

import org.jspecify.annotations.NullMarked;
