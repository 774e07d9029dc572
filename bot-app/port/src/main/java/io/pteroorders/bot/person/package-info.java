/** Where something of people is kept, shown to them and forgotten. */
@NullMarked
package io.pteroorders.bot.person;

import org.jspecify.annotations.NullMarked;
