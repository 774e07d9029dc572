/** What people of a shop edit: the catalogue and the texts, in versions. */
@NullMarked
package io.pteroorders.bot.edit;

import org.jspecify.annotations.NullMarked;
