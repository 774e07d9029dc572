/** Codes to pay by, drawn: as pictures, and as blocks of a terminal. */
@NullMarked
package io.pteroorders.bot.picture;

import org.jspecify.annotations.NullMarked;
