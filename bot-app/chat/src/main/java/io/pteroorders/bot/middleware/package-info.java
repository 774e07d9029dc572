/** Small steps that every command passes through on its way. */
@NullMarked
package io.pteroorders.bot.middleware;

import org.jspecify.annotations.NullMarked;
