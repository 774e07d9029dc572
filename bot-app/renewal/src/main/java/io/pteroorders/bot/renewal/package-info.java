/** The ends of what is paid for: reminders, warnings, and what is to be done with servers. */
@NullMarked
package io.pteroorders.bot.renewal;

import org.jspecify.annotations.NullMarked;
