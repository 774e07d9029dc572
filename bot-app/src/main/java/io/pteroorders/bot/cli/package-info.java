/** The commands of the jar. */
@NullMarked
package io.pteroorders.bot.cli;

import org.jspecify.annotations.NullMarked;
