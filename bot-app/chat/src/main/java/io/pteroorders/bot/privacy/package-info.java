/** What the shop keeps of people, shown to them, and taken out when they ask for it or its time is over. */
@NullMarked
package io.pteroorders.bot.privacy;

import org.jspecify.annotations.NullMarked;
