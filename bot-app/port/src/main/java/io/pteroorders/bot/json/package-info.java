/** JSON: read strictly, and kept as records. */
@NullMarked
package io.pteroorders.bot.json;

import org.jspecify.annotations.NullMarked;
