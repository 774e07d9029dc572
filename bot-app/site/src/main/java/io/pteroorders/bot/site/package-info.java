/** The shop's pages: the catalogue, people's own orders, and the pages of admins. */
@NullMarked
package io.pteroorders.bot.site;

import org.jspecify.annotations.NullMarked;
