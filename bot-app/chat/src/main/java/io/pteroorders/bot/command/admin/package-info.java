/** The commands for admins and owners. */
@NullMarked
package io.pteroorders.bot.command.admin;

import org.jspecify.annotations.NullMarked;
