/** JSON lines on standard input and output: the seam for bridges and tests. */
@NullMarked
package io.pteroorders.bot.jsonl;

import org.jspecify.annotations.NullMarked;
