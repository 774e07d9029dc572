/** Customers' calls for a human, and what admins and customers say to each other by the bot. */
@NullMarked
package io.pteroorders.bot.call;

import org.jspecify.annotations.NullMarked;
