/** The description of the interface, for programs and for people. */
@NullMarked
package io.pteroorders.bot.api.document;

import org.jspecify.annotations.NullMarked;
