/** Keys by which other programs are known, and what each may be used for. */
@NullMarked
package io.pteroorders.bot.api.key;

import org.jspecify.annotations.NullMarked;
